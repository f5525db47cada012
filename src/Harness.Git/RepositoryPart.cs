using Harness.Changes;
using Harness.Trees;

namespace Harness.Git;

/// <summary>
/// The part of a repository that lies in the directory it was opened at: a workspace in a subdirectory has its own policy, and its paths begin there.
/// </summary>
/// <param name="repository">The repository.</param>
public sealed class RepositoryPart(GitRepository repository)
{
    /// <summary>The path of the directory from the top of the working tree.</summary>
    public RepoPath Place => repository.Place;

    /// <summary>Returns the part's files of a tree. Empty if the tree does not have the directory.</summary>
    /// <param name="whole">A tree of the repository.</param>
    /// <exception cref="GitException">The directory is something else in the tree: a link, a file, a submodule.</exception>
    public GitTree Select(GitTree whole)
    {
        ArgumentNullException.ThrowIfNull(whole);
        return Place.IsRoot ? whole : whole.FindBelow(Place) ?? repository.GetEmptyTree();
    }

    /// <summary>Returns the history of a whole change as the part sees it. A revert still has to undo commits as a whole.</summary>
    /// <param name="whole">The history of the change.</param>
    public ChangeHistory Select(CommitHistory whole)
    {
        ArgumentNullException.ThrowIfNull(whole);
        return Place.IsRoot ? whole : new CommitHistory(() => whole.IsRevert, path => whole.ReadEarlier(Place.Combine(path.Value)));
    }
}
