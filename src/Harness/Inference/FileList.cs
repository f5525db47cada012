using Harness.Trees;

namespace Harness.Inference;

/// <summary>The files of a tree in ordinal order, and their directories, searchable by pattern.</summary>
internal sealed class FileList
{
    private readonly string[] files;
    private readonly string[] directories;

    private FileList(string[] files, string[] directories) => (this.files, this.directories) = (files, directories);

    public IReadOnlyList<string> All => files;

    public static FileList Create(SourceTree tree, CancellationToken cancellation)
    {
        var files = TreeWalk.Files(tree, cancellation).Select(f => f.Value).ToArray();
        Array.Sort(files, StringComparer.Ordinal);
        var directories = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            for (var end = file.LastIndexOf('/'); end > 0 && directories.Add(file[..end]); end = file.LastIndexOf('/', end - 1))
            {
            }
        }

        return new FileList(files, [.. directories.Order(StringComparer.Ordinal)]);
    }

    /// <summary>Returns the files that a pattern matches.</summary>
    public IEnumerable<string> FilesOf(string pattern) => Matching(files, pattern);

    /// <summary>Determines whether a pattern matches a directory.</summary>
    public bool HasDirectory(string pattern) => Matching(directories, pattern).Any();

    // Only paths with the pattern's literal prefix are compared with it.
    private static IEnumerable<string> Matching(string[] sorted, string pattern)
    {
        var glob = Glob.TryParse(pattern, out _)!;
        var wild = pattern.AsSpan().IndexOfAny('*', '?');
        var start = wild < 0 ? pattern : pattern[..wild].TrimEnd('/');
        var at = Array.BinarySearch(sorted, start, StringComparer.Ordinal);
        for (at = at < 0 ? ~at : at; at < sorted.Length && sorted[at].StartsWith(start, StringComparison.Ordinal); at++)
        {
            if (glob.Matches(sorted[at]))
            {
                yield return sorted[at];
            }
        }
    }
}
