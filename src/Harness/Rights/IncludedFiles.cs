using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Rights;

/// <summary>
/// The files that the sources of a tree include: by <c>include_str!</c> and similar macros, by <c>#[path]</c>, and as the file of a target. If a
/// macro builds a path, its last part decides. If no part is literal, every name in the sources counts that may be meant.
/// </summary>
internal sealed class IncludedFiles
{
    private const int MaximumEntries = 500_000;
    private const int MaximumLinks = 8;

    private readonly SourceTree tree;
    private readonly HashSet<RepoPath> seen = [];
    private readonly Queue<RepoPath> sources = new();
    private readonly HashSet<string> paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> literals = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<RepoPath> resolved = [];
    private bool isOpaque;
    private bool isCut;

    public IncludedFiles(Codebase codebase)
    {
        tree = codebase.Tree;
        foreach (var target in codebase.Packages.SelectMany(p => p.Targets))
        {
            Reach(target.Path, isSource: true);
        }

        FindSources();
        while (sources.TryDequeue(out var source))
        {
            Read(source);
        }
    }

    /// <summary>Determines whether a file is compiled in, or may be.</summary>
    public bool Include(RepoPath path) => isCut || paths.Contains(path.Value) || names.Contains(path.Name) || (isOpaque && literals.Contains(path.Name))
        || resolved.Any(r => r.Name.Equals(path.Name, StringComparison.OrdinalIgnoreCase) && IsSame(r, path));

    // A directory on the way may be a link.
    private bool IsSame(RepoPath one, RepoPath other) =>
        tree.Read(one) is { Status: ReadStatus.Read } left && tree.Read(other) is { Status: ReadStatus.Read } right && left.Bytes.Span.SequenceEqual(right.Bytes.Span);

    private void FindSources()
    {
        var todo = new Stack<RepoPath>([RepoPath.Root]);
        for (var entries = 0; todo.TryPop(out var directory);)
        {
            foreach (var entry in tree.List(directory))
            {
                isCut |= ++entries > MaximumEntries;
                var path = directory.Combine(entry.Name);
                if (entry is { Kind: EntryKind.Directory, IsLink: false } && !isCut)
                {
                    todo.Push(path);
                }
                else if (entry.Kind == EntryKind.File && entry.Name.EndsWith(".rs", StringComparison.OrdinalIgnoreCase) && seen.Add(path))
                {
                    sources.Enqueue(path);
                }
            }
        }
    }

    private void Read(RepoPath source)
    {
        var content = tree.Read(source);
        if (content.Status != ReadStatus.Read)
        {
            isCut |= content.Status != ReadStatus.Missing;
            return;
        }

        var reader = new RustIncludes(content.Bytes);
        literals.UnionWith(reader.Literals.Select(NameOf));
        foreach (var include in reader.Includes)
        {
            if (include.IsWhole)
            {
                Reach(source.Parent.Combine(include.Path), include.IsSource);
            }
            else if (include.Path.Length > 0)
            {
                names.Add(NameOf(include.Path));
            }
            else
            {
                isOpaque = true;
            }
        }
    }

    private void Reach(RepoPath path, bool isSource)
    {
        for (var links = 0; links < MaximumLinks && paths.Add(path.Value) && tree.ReadLink(path) is { } link; links++)
        {
            path = path.Parent.Combine(link);
        }

        resolved.Add(path);
        if (isSource && seen.Add(path))
        {
            sources.Enqueue(path);
        }
    }

    private static string NameOf(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
}
