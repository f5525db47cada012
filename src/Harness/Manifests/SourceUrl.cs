namespace Harness.Manifests;

/// <summary>URLs of git repositories and registries.</summary>
internal static class SourceUrl
{
    public const string CratesIo = "registry+https://github.com/rust-lang/crates.io-index";

    /// <summary>A URL as Cargo prints it; <see langword="null"/> where it is none.</summary>
    public static string? Normalize(string url)
    {
        var colon = url.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !char.IsAsciiLetter(url[0]) || url.AsSpan(0, colon).ContainsAnyExcept(SchemeCharacters))
        {
            return null;
        }

        return Uri.TryCreate(url, UriKind.Absolute, out var parsed) ? parsed.AbsoluteUri : null;
    }

    /// <summary>What two spellings of one repository have in common, as Cargo compares them.</summary>
    public static string Canonical(string url)
    {
        var text = url.TrimEnd('/');
        text = text.Contains("://github.com/", StringComparison.OrdinalIgnoreCase) ? text.ToLowerInvariant() : text;
        return text.EndsWith(".git", StringComparison.Ordinal) ? text[..^4] : text;
    }

    private static readonly System.Buffers.SearchValues<char> SchemeCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
}
