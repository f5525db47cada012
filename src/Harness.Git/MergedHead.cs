namespace Harness.Git;

/// <summary>
/// Proves that a step of a branch comes from a head. Ref names and lists of a host only suggest it. A step belongs to a pull request if merging the
/// head gives exactly the files of the step, by any merge method.
/// </summary>
public static class MergedHead
{
    /// <summary>Determines whether merging a head into the tip that a step landed on gives exactly the files of the step.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="before">The tip that the step landed on.</param>
    /// <param name="after">The commit that it became.</param>
    /// <param name="head">The id of the head. One that is not in the repository proves nothing.</param>
    /// <exception cref="GitException">The history is incomplete.</exception>
    public static bool Gives(GitRepository repository, CommitId before, CommitId after, string head)
    {
        ArgumentNullException.ThrowIfNull(repository);
        if (repository.Find(head) is not { } proposed)
        {
            return false;
        }

        try
        {
            return repository.Merge(before, proposed).Id == repository.GetTree(after).Id;
        }
        catch (GitException e) when (e.IsConflict || !repository.IsShallow)
        {
            return false;
        }
    }
}
