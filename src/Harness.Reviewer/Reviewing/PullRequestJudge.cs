using System.Collections.Immutable;
using System.Security.Cryptography;
using Harness.Analysis;
using Harness.Changes;
using Harness.Git;
using Harness.GitHub.Facts;
using Harness.Policies;
using Harness.Workspaces;

namespace Harness.Reviewer.Reviewing;

/// <summary>The machine judgement of a pull request.</summary>
/// <param name="Branch">The branch that it was judged against.</param>
/// <param name="Tip">The tip of that branch.</param>
/// <param name="PolicyHash">The hash of the tip's policy. Empty if it has none.</param>
/// <param name="Settings">The review settings of that policy.</param>
/// <param name="Change">The change.</param>
/// <param name="Result">The findings of rules.</param>
internal sealed record JudgedPullRequest(string Branch, string Tip, string PolicyHash, ReviewSettings Settings, Change Change, AnalysisResult Result);

/// <summary>Judges the change that merging a pull request would make, from objects fetched as data.</summary>
/// <param name="engine">The engine, with the rules to judge by.</param>
/// <param name="commits">The commits of the host.</param>
/// <param name="depth">The number of generations to fetch first, or <see langword="null"/> for all.</param>
internal sealed class PullRequestJudge(AnalysisEngine engine, FetchedCommits commits, int? depth)
{
    private readonly ManifestCache cache = new();

    /// <summary>Judges.</summary>
    /// <param name="facts">The pull request.</param>
    /// <param name="home">The default branch.</param>
    /// <param name="today">The date, in UTC, against which exceptions and leases are checked.</param>
    /// <exception cref="GitException">Something is gone, the pull request has moved on, or it conflicts.</exception>
    public JudgedPullRequest Judge(PullRequestFacts facts, string home, DateOnly today)
    {
        var branch = new GuardedBranches(commits, home, null).GetTarget(facts.Summary.Base);
        var merge = ProposedMerge.Read(commits, facts.Summary.Number, facts.Summary.Head, branch, depth);
        return Judge(merge.ToChange(facts.Actor, Review.FindConsents(facts.Reviews)), branch, merge.Tip.Value, today);
    }

    /// <summary>Judges a change.</summary>
    public JudgedPullRequest Judge(Change change, string branch, string tip, DateOnly today)
    {
        var policy = PolicyFile.Find(change.Before, null);
        var settings = policy is null ? ReviewSettings.Default : Policy.Parse(policy).Value.Review;
        var result = engine.Analyze(change, new ChangeAnalysisOptions { Today = today, Cache = cache });
        return new JudgedPullRequest(branch, tip, policy is null ? "" : Convert.ToHexStringLower(SHA256.HashData(policy.Bytes.Span)), settings, change, result);
    }
}
