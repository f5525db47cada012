namespace Harness.Git;

/// <summary>The id of a commit that exists in a repository, created by <see cref="GitRepository.Resolve"/>.</summary>
public readonly record struct CommitId
{
    private readonly string? value;

    internal CommitId(string value) => this.value = value;

    /// <summary>The id, in lower-case hexadecimal: 40 digits, or 64 if the repository uses SHA-256.</summary>
    public string Value => value ?? "";

    /// <summary>The first digits, as messages show them.</summary>
    public string Short => Value[..Math.Min(Value.Length, 12)];

    /// <summary>Returns the whole id.</summary>
    public override string ToString() => Value;

    /// <summary>Determines whether a text is a whole object id.</summary>
    internal static bool IsWhole(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower);
}
