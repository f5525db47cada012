using Harness.Manifests;

namespace Harness.Workspaces;

/// <summary>
/// The sources of one load. If a source has several spellings (<c>x</c>, <c>x/</c>, <c>x.git</c>), Cargo prints the first one it found everywhere.
/// </summary>
internal sealed class SourceSpellings
{
    private readonly Dictionary<string, string> urls = new(StringComparer.Ordinal)
    {
        ["registry+" + SourceUrl.Canonical(SourceUrl.CratesIoIndex)] = SourceUrl.CratesIoIndex,
    };

    /// <summary>Returns the URL that Cargo prints.</summary>
    /// <param name="kind">The prefix that distinguishes sources with one URL: <c>registry+</c>, or <c>git+</c> with the reference.</param>
    /// <param name="url">The URL as it is written.</param>
    public string Spell(string kind, string url)
    {
        var key = kind + SourceUrl.Canonical(url);
        return urls.TryGetValue(key, out var known) ? known : urls[key] = url;
    }
}
