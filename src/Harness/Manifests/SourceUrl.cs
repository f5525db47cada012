namespace Harness.Manifests;

/// <summary>URLs of git repositories and registries.</summary>
internal static class SourceUrl
{
    /// <summary>The URL of crates.io in Cargo.</summary>
    public const string CratesIoIndex = "https://github.com/rust-lang/crates.io-index";

    /// <summary>The source of crates.io as lock files and <c>cargo metadata</c> name it.</summary>
    public const string CratesIo = "registry+" + CratesIoIndex;

    /// <summary>Returns a URL as Cargo prints it, or <see langword="null"/> if the text is not a URL.</summary>
    public static string? Normalize(string url) => UrlText.Parse(url)?.ToString();

    /// <summary>Returns the canonical form of a repository's URL, as Cargo compares it.</summary>
    /// <param name="url">A URL that <see cref="Normalize"/> has given.</param>
    public static string Canonical(string url)
    {
        if (UrlText.Parse(url) is not { } parsed)
        {
            return url;
        }

        var path = parsed.Path.Length > 1 && parsed.Path.EndsWith('/') ? parsed.Path[..^1] : parsed.Path;
        var (scheme, lower) = parsed.Host == "github.com" ? ("https", path.ToLowerInvariant()) : (parsed.Scheme, path);
        lower = lower.EndsWith(".git", StringComparison.Ordinal) ? lower[..^4] : lower;
        return (parsed with { Scheme = scheme, Path = lower }).ToString();
    }
}
