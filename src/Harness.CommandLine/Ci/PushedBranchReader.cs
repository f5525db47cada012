using Harness.Changes;
using Harness.Git;
using Harness.GitHub.Facts;

namespace Harness.CommandLine.Ci;

/// <summary>
/// Reads a push to an unguarded or new branch, which must not be judged by its own policy. The push is judged as if it were to merge, with everyone
/// who pushed to the branch. Its check belongs to its commit, which may also be the head of a pull request.
/// </summary>
internal sealed class PushedBranchReader(FetchedCommits commits, FactsReader facts)
{
    /// <summary>Reads it.</summary>
    /// <param name="push">The push.</param>
    /// <param name="branch">The branch that it is judged against.</param>
    public async Task<CiSubject> ReadAsync(CiEvent.Push push, string branch)
    {
        var (name, target, id) = ($"refs/heads/{push.Branch}", $"refs/heads/{branch}", push.After!);
        commits.Fetch($"the host has {id[..12]} or the branch '{branch}' no more", depth: null, target, id);
        var repository = commits.Repository;
        var (tip, head) = (commits[target], commits[id]);
        var after = repository.Merge(tip, head);
        var proposed = repository.FindCommits(tip, head).Append(id).ToHashSet(StringComparer.Ordinal);
        var actor = new Actor(
        [
            IdentityClaim.Pushed(push.Sender),
            .. await facts.ReadPushersAsync(push.Branch, id, proposed),
            new IdentityClaim(IdentityEvidence.Branch, push.Branch, "the branch"),
            .. repository.FindIdentities(tip, head),
        ]);
        var change = repository.ReadChange(tip, head, after, actor, id, []);
        return new CiSubject(after, id, name, [new CiStep($"{head.Short}, judged against '{branch}'", change)]);
    }

    /// <summary>Reads the first push of the default branch, which can be compared only with itself.</summary>
    public CiSubject ReadFirst(CiEvent.Push push)
    {
        commits.Fetch($"the host has {push.After![..12]} no more", 1, push.After);
        return new CiSubject(commits.Repository.GetTree(commits[push.After]), push.After, $"refs/heads/{push.Branch}", []);
    }
}
