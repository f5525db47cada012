using Harness.Policies;

namespace Harness.Git;

/// <summary>
/// The branches whose tips may say who has rights: the one that the repository is known by, and those that its policy names in
/// <c>[branches]</c>. A check is on a commit, whatever branch it was judged against; so what targets any other branch, whose policy anyone
/// may have written, is judged as if it were to merge into one of these.
/// </summary>
/// <param name="commits">The commits of the repository.</param>
/// <param name="home">The branch that the repository is known by.</param>
/// <param name="policy">The path of the policy in the repository, or <see langword="null"/> for the one at the top.</param>
public sealed class GuardedBranches(FetchedCommits commits, string home, string? policy)
{
    private readonly Lazy<BranchSettings?> named = new(() => ReadSettings(commits, home, policy));

    /// <summary>
    /// What the policy of the branch that the repository is known by says of branches, or <see langword="null"/> if it says nothing.
    /// </summary>
    public BranchSettings? Settings => named.Value;

    /// <summary>
    /// Returns the branch that what targets a branch is judged against: itself where it is guarded, else the one that changes go to.
    /// </summary>
    /// <param name="branch">The branch that is targeted.</param>
    public string GetTarget(string branch) => IsGuarded(branch) ? branch : ChangesGoTo(branch);

    /// <summary>
    /// Returns the branch that a branch is judged against which nobody had made before. Guarded or not, its own policy is that of whoever makes it:
    /// it is judged against the one that the repository is known by, or that changes go to.
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
