namespace Harness.Trees;

/// <summary>Walks a tree, except for ignored paths, Cargo's output, and anything behind links.</summary>
internal static class TreeWalk
{
    /// <summary>
    /// Returns every name of the tree with the directory it is in, links included. Files that are ignored are among them: to ask of
    /// each whether it is takes longer than the walk.
    /// </summary>
    public static IEnumerable<(RepoPath Directory, TreeEntry Entry)> Entries(SourceTree tree, CancellationToken cancellation)
    {
        var todo = new Stack<RepoPath>();
        todo.Push(RepoPath.Root);
        while (todo.TryPop(out var directory))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var entry in tree.List(directory))
            {
                if (entry.Kind == EntryKind.Directory && !entry.IsLink)
                {
                    if (entry.Name == ".git" || directory.Combine(entry.Name) is var path && (tree.IsIgnored(path, entry.Kind) || IsOutput(tree, path, entry.Name)))
                    {
                        continue;
                    }

                    todo.Push(directory.Combine(entry.Name));
                }

                yield return (directory, entry);
            }
        }
    }

    /// <summary>Returns every file and link of the tree that is not ignored, in no particular order.</summary>
    public static IEnumerable<RepoPath> Files(SourceTree tree, CancellationToken cancellation)
    {
        foreach (var (directory, entry) in Entries(tree, cancellation))
        {
            if ((entry.Kind != EntryKind.Directory || entry.IsLink) && directory.Combine(entry.Name) is var path && !tree.IsIgnored(path, EntryKind.File))
            {
                yield return path;
            }
        }
    }

    private static bool IsOutput(SourceTree tree, RepoPath path, string name) =>
        name == "target"
        && (tree.GetKind(path.Combine("CACHEDIR.TAG")) == EntryKind.File || tree.GetKind(path.Combine(".rustc_info.json")) == EntryKind.File);
}
