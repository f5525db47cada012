namespace Harness.GitHub.Facts;

/// <summary>Ids of commits as the host writes them.</summary>
internal static class CommitText
{
    /// <summary>Determines whether a text is the whole id of a commit.</summary>
    public static bool IsId(string? text) => text is { Length: 40 or 64 } && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Determines whether an id means no commit: before a branch was created, or after it was deleted.</summary>
    public static bool IsNone(string id) => id.Length > 0 && id.All(c => c == '0');

    /// <summary>Returns the beginning of an id, as messages name it.</summary>
    public static string Short(string id) => id.Length > 12 ? id[..12] : id;
}
