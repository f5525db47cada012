using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>Finds every Cargo.toml of a tree, except what the repository ignores, what Cargo wrote, and what lies behind links.</summary>
internal static class ManifestWalk
{
    /// <summary>The manifests in ordinal order of their paths.</summary>
    public static List<RepoPath> FindAll(SourceTree tree, CancellationToken cancellation)
    {
        var found = new List<RepoPath>();
        var todo = new Stack<RepoPath>();
        todo.Push(RepoPath.Root);
        while (todo.TryPop(out var directory))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var entry in tree.List(directory))
            {
                if (entry.Kind == EntryKind.Directory && !entry.IsLink && entry.Name != ".git")
                {
                    var path = directory.Combine(entry.Name);
                    if (!tree.IsIgnored(path, entry.Kind) && !IsOutput(tree, path, entry.Name))
                    {
                        todo.Push(path);
                    }
                }
                else if (entry.Kind == EntryKind.File && entry.Name == TreePath.Manifest)
                {
                    found.Add(directory.Combine(entry.Name));
                }
            }
        }

        found.Sort();
        return found;
    }

    private static bool IsOutput(SourceTree tree, RepoPath path, string name) =>
        name == "target"
        && (tree.GetKind(path.Combine("CACHEDIR.TAG")) == EntryKind.File || tree.GetKind(path.Combine(".rustc_info.json")) == EntryKind.File);
}
