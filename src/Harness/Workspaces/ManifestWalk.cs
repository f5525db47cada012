using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>Finds every Cargo.toml of a tree.</summary>
internal static class ManifestWalk
{
    /// <summary>Returns the manifests in ordinal order of their paths.</summary>
    public static List<RepoPath> FindAll(SourceTree tree, CancellationToken cancellation)
    {
        var found = new List<RepoPath>();
        foreach (var (directory, entry) in TreeWalk.Entries(tree, cancellation))
        {
            if (entry.Kind == EntryKind.File && entry.Name == TreePath.Manifest)
            {
                found.Add(directory.Combine(entry.Name));
            }
        }

        found.Sort();
        return found;
    }
}
