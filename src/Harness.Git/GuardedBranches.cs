using Harness.Policies;

namespace Harness.Git;

/// <summary>
/// The branches whose tips may grant rights: the default branch, and those that its policy names in
/// <c>[branches]</c>. A check belongs to a commit, whatever branch it was judged against. Anyone may have written the policy of any other branch, so
/// changes to it are judged as if they were to merge into one of these.
/// </summary>
/// <param name="commits">The commits of the repository.</param>
/// <param name="home">The default branch.</param>
/// <param name="policy">The path of the policy in the repository, or <see langword="null"/> for the one at the top.</param>
public sealed class GuardedBranches(FetchedCommits commits, string home, string? policy)
{
    private readonly Lazy<BranchSettings?> named = new(() => ReadSettings(commits, home, policy));

    /// <summary>
    /// The branch settings in the policy of the default branch, or <see langword="null"/> if it has none.
    /// </summary>
    public BranchSettings? Settings => named.Value;

    /// <summary>
    /// Returns the branch against which changes to a branch are judged: the branch itself if it is guarded, or else the one that changes target.
    /// </summary>
    /// <param name="branch">The branch that is targeted.</param>
    public string GetTarget(string branch) => IsGuarded(branch) ? branch : ChangesGoTo(branch);

    /// <summary>
    /// Returns the branch against which a new branch is judged. Its own policy comes from whoever creates it, guarded or not. So it is judged against
    /// the default branch, or the branch that changes target.
    /// </summary>
    /// <param name="branch">The branch that is new.</param>
    public string GetTargetOfNew(string branch) => IsGuarded(branch) ? home : ChangesGoTo(branch);

    private bool IsGuarded(string branch) => branch == home || branch == named.Value?.Integration || branch == named.Value?.Stable;

    // A policy may name a branch before anyone makes it.
    private string ChangesGoTo(string branch) =>
        named.Value?.Integration is { } integration && integration != branch && Exists(integration) ? integration : home;

    private bool Exists(string branch) => branch == home || commits.ListRefs($"refs/heads/{branch}").Any(r => r.Name == $"refs/heads/{branch}");

    private static BranchSettings? ReadSettings(FetchedCommits commits, string home, string? policy)
    {
        var name = $"refs/heads/{home}";
        commits.Fetch($"the branch '{home}' is gone", 1, name);
        return PolicyFile.Find(commits.Repository.GetTree(commits[name]), policy) is { } text ? Policy.Parse(text).Value.Branches : null;
    }
}
