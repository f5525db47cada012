using System.Collections.Concurrent;
using System.Text;

namespace Harness.Trees;

/// <summary>
/// The rules of a tree's ignore files. The nearest file with a matching pattern decides, <c>.git/info/exclude</c> comes last, and everything below an
/// ignored directory is ignored.
/// </summary>
internal sealed class IgnoreRules(SourceTree tree)
{
    private readonly ConcurrentDictionary<RepoPath, Scope> scopes = new();

    /// <summary>Determines whether a path is ignored.</summary>
    /// <param name="path">The path.</param>
    /// <param name="kind">The kind of entry, with links followed.</param>
    public bool IsIgnored(RepoPath path, EntryKind kind) =>
        !path.IsRoot && !path.IsOutside && IsIgnored(GetScope(path.Parent), path, kind);

    private bool IsIgnored(Scope scope, RepoPath path, EntryKind kind)
    {
        if (scope.IsIgnored || scope.Files is null)
        {
            return scope.IsIgnored;
        }

        // For git a link to a directory is not a directory.
        var itself = kind == EntryKind.Directory && IsLink(path) ? EntryKind.File : kind;
        var bytes = Encoding.UTF8.GetBytes(path.Value);
        for (var files = scope.Files; files is not null; files = files.Outer)
        {
            if (files.File.Decide(bytes.AsSpan(files.PrefixLength), itself) is { } decision)
            {
                return decision;
            }
        }

        return false;
    }

    private Scope GetScope(RepoPath directory)
    {
        if (scopes.TryGetValue(directory, out var known))
        {
            return known;
        }

        var at = RepoPath.Root;
        var scope = scopes.GetOrAdd(at, static (_, rules) => rules.Open(new Scope(false, rules.ReadExclude()), RepoPath.Root), this);
        for (var start = 0; start < directory.Value.Length && !scope.IsIgnored;)
        {
            var slash = directory.Value.IndexOf('/', start);
            var end = slash < 0 ? directory.Value.Length : slash;
            at = at.Combine(directory.Value[start..end]);
            scope = scopes.GetOrAdd(at, static (path, x) => x.Rules.Enter(x.Outer, path), (Rules: this, Outer: scope));
            start = end + 1;
        }

        return scope;
    }

    private Scope Enter(Scope outer, RepoPath directory) =>
        IsIgnored(outer, directory, EntryKind.Directory) ? new Scope(true, null) : Open(outer, directory);

    // Git does not follow a link with that name.
    private Scope Open(Scope outer, RepoPath directory)
    {
        var path = directory.Combine(".gitignore");
        var file = tree.GetKind(path) != EntryKind.File || IsLink(path) ? IgnoreFile.Empty : ReadFile(path);
        var prefix = directory.IsRoot ? 0 : Encoding.UTF8.GetByteCount(directory.Value) + 1;
        return file.IsEmpty ? outer : outer with { Files = new Chain(file, prefix, outer.Files) };
    }

    private Chain? ReadExclude() =>
        ReadFile(RepoPath.Parse(".git/info/exclude")) is { IsEmpty: false } file ? new Chain(file, 0, null) : null;

    private IgnoreFile ReadFile(RepoPath path) =>
        tree.Read(path) is { Status: ReadStatus.Read } content ? IgnoreFile.Parse(content.Bytes.Span) : IgnoreFile.Empty;

    private bool IsLink(RepoPath path)
    {
        var names = tree.List(path.Parent);
        var (low, high) = (0, names.Count - 1);
        while (low <= high)
        {
            var middle = low + ((high - low) / 2);
            switch (string.CompareOrdinal(names[middle].Name, path.Name))
            {
                case 0:
                    return names[middle].IsLink;
                case < 0:
                    low = middle + 1;
                    break;
                default:
                    high = middle - 1;
                    break;
            }
        }

        return false;
    }

    private sealed record Scope(bool IsIgnored, Chain? Files);

    private sealed record Chain(IgnoreFile File, int PrefixLength, Chain? Outer);
}
