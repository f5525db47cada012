using Harness.Manifests;

namespace Harness.Workspaces;

/// <summary>
/// The sources of one load. Of several spellings of one source (<c>x</c>, <c>x/</c>, <c>x.git</c>) Cargo prints the one that it met
/// first, everywhere.
/// </summary>
internal sealed class SourceSpellings
{
    private readonly Dictionary<string, string> urls = new(StringComparer.Ordinal)
    {
        ["registry+" + SourceUrl.Canonical(SourceUrl.CratesIoIndex)] = SourceUrl.CratesIoIndex,
    };

    /// <summary>Returns the URL that Cargo prints.</summary>
    /// <param name="kind">What tells sources of one URL apart: <c>registry+</c>, or <c>git+</c> with the reference.</param>
    /// <param name="url">The URL as it stands.</param>
    public string Spell(string kind, string url)
    {
        var key = kind + SourceUrl.Canonical(url);
        return urls.TryGetValue(key, out var known) ? known : urls[key] = url;
    }
}
