using System.Text.RegularExpressions;
using Harness.Trees;

namespace Harness.Sarif.Reading;

/// <summary>
/// Converts the file names in reports to paths of the repository: relative paths, absolute paths below its root, and file URLs, with the separators
/// of any platform. Other names are not paths of the repository.
/// </summary>
internal sealed partial class ReportedPaths
{
    private readonly string[] roots;
    private readonly RepoPath place;

    /// <summary>Paths of a repository.</summary>
    /// <param name="root">The absolute path of the directory that paths start from.</param>
    /// <param name="place">The place of that directory in its repository.</param>
    public ReportedPaths(string root, RepoPath place)
    {
        this.place = place;
        // A tool may name the place that a link on the way leads to.
        var real = new DirectoryInfo(root).ResolveLinkTarget(returnFinalTarget: true)?.FullName;
        roots = [.. new[] { root, real }.OfType<string>().Select(r => Slashes(r).TrimEnd('/'))];
    }

    /// <summary>Determines whether a file of the repository is there.</summary>
    public bool Exists(RepoPath path) => File.Exists(Path.Join(roots[0], path.Value));

    /// <summary>Returns the path of an address, as SARIF writes them, or <see langword="null"/> if it lies outside.</summary>
    /// <param name="address">The address: relative ones are percent-encoded.</param>
    /// <param name="from">The directory that a relative one starts from.</param>
    public RepoPath? OfAddress(string address, RepoPath from)
    {
        var text = Slashes(address);
        return text.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? Uri.TryCreate(text, UriKind.Absolute, out var file) ? OfPath(Slashes(file.LocalPath), from) : null
            : Scheme().IsMatch(text) ? null
            : OfPath(Uri.UnescapeDataString(text), from);
    }

    /// <summary>Returns the path of a path, or <see langword="null"/> if it lies outside.</summary>
    /// <param name="path">The path, absolute or relative.</param>
    /// <param name="from">The directory that a relative one starts from.</param>
    public RepoPath? OfPath(string path, RepoPath from)
    {
        var text = Slashes(path);
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        if (text.StartsWith('/') || Drive().IsMatch(text))
        {
            var root = roots.FirstOrDefault(r => text.StartsWith(r, Comparison) && (text.Length == r.Length || text[r.Length] == '/'));
            return root is null ? null : Inside(RepoPath.Parse(text[root.Length..].TrimStart('/')));
        }

        var given = from.Combine(text);
        return Inside(FromTop(given) is { } moved && Exists(moved) ? moved : given);
    }

    // Hosts name files from the top of the repository, and so do reports for them.
    private RepoPath? FromTop(RepoPath path) => !place.IsRoot && path.IsUnder(place) ? RepoPath.Parse(path.RelativeTo(place)) : null;

    private static StringComparison Comparison => OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private static RepoPath? Inside(RepoPath path) => path.IsOutside ? null : path;

    private static string Slashes(string path) => path.Replace('\\', '/');

    [GeneratedRegex("^[A-Za-z]:/")]
    private static partial Regex Drive();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9+.-]+:")]
    private static partial Regex Scheme();
}
