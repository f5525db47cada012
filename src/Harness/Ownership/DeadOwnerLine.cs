using System.Collections.Immutable;
using Harness.Trees;

namespace Harness.Ownership;

/// <summary>A line of CODEOWNERS whose pattern matches no file.</summary>
public sealed class DeadOwnerLine
{
    internal DeadOwnerLine(CodeOwnersEntry entry, RepoPath? otherCase) => (Entry, OtherCase) = (entry, otherCase);

    /// <summary>The line.</summary>
    public CodeOwnersEntry Entry { get; }

    /// <summary>A path that it would match if case were ignored, or <see langword="null"/> if there is none.</summary>
    public RepoPath? OtherCase { get; }
}

/// <summary>Finds the lines of CODEOWNERS that match no file of a tree.</summary>
internal static class DeadOwnerLines
{
    public static ImmutableArray<DeadOwnerLine> Find(CodeOwners owners, SourceTree tree, CancellationToken cancellation)
    {
        // A line that has matched is removed, so that the tree is compared mostly with dead lines.
        var open = owners.Entries.Where(e => e.CanMatch).ToList();
        var otherCase = new Dictionary<CodeOwnersEntry, RepoPath>();
        foreach (var path in open.Count == 0 ? [] : Owned(tree, cancellation))
        {
            if (open.RemoveAll(entry => entry.Matches(path)) > 0 && open.Count == 0)
            {
                break;
            }
        }

        foreach (var path in open.Count == 0 ? [] : Owned(tree, cancellation))
        {
            var folded = path.Value.ToLowerInvariant();
            foreach (var entry in open.Where(e => !otherCase.ContainsKey(e) && e.MatchesFolded(folded)))
            {
                otherCase.Add(entry, path);
            }
        }

        return [.. open.Select(entry => new DeadOwnerLine(entry, otherCase.TryGetValue(entry, out var path) ? path : null))];
    }

    // The paths that git tracks, and directories that may hold such paths. The content of a directory without files, such as an absent submodule, is
    // unknown.
    private static IEnumerable<RepoPath> Owned(SourceTree tree, CancellationToken cancellation)
    {
        foreach (var (directory, entry) in TreeWalk.Entries(tree, cancellation))
        {
            var path = directory.Combine(entry.Name);
            if (entry.Kind != EntryKind.Directory || entry.IsLink)
            {
                yield return path;
            }
            else if (tree.List(path).Count == 0)
            {
                yield return path;
                yield return path.Combine("inside");
            }
        }
    }
}
