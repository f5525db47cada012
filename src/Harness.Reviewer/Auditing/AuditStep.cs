using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Changes;
using Harness.Diagnostics;
using Harness.Git;
using Harness.GitHub;
using Harness.GitHub.Facts;
using Harness.Policies;
using Harness.Reviewer.Reviewing;
using Harness.Reviews;

namespace Harness.Reviewer.Auditing;

/// <summary>The result of an audit for one merged pull request.</summary>
/// <param name="Summary">The pull request.</param>
/// <param name="Landed">The landed change.</param>
/// <param name="Faults">The faults of the merge. Empty if there were none.</param>
/// <param name="Bypass">The advisor who bypassed the rules, with the reason, or <see langword="null"/> if nobody did.</param>
internal sealed record Audited(PullRequestSummary Summary, LandedChange Landed, ImmutableArray<string> Faults, (string Login, string Reason)? Bypass);

/// <summary>
/// Audits merged changes: whether someone else approved exactly the merged head, whether its checks passed, and whether owners agreed.
/// </summary>
internal sealed class AuditStep(AnalysisEngine engine, GitHubRepository host, FetchedCommits commits)
{
    private const string BypassMark = "harness-bypass:";
    private readonly PullRequestJudge judge = new(engine, commits, depth: null);

    /// <summary>Audits a pull request.</summary>
    /// <param name="merged">A merged pull request.</param>
    public async Task<Audited> RunAsync(PullRequestSummary merged)
    {
        var summary = await host.ReadSummaryAsync(merged.Number);
        var facts = await host.ReadAsync(summary, ReviewStepOptions.OwnCheck);
        var reviews = await host.ReadReviewsAsync(summary.Number);
        var landed = await new LandedFinder(host, commits).FindAsync(summary);
        var isProven = MergedHead.Gives(commits.Repository, landed.Before, landed.After, summary.Head);
        var judged = judge.Judge(isProven ? OfPullRequest(facts, reviews, landed) : OfNobodyKnown(landed), summary.Base, landed.Before.Value, DateOnly.FromDateTime(summary.Merged!.Value.UtcDateTime));
        ImmutableArray<string> faults = [.. OfContent(isProven, summary, landed), .. OfApproval(facts, reviews), .. OfChecks(facts, judged), .. OfRights(judged)];
        return new Audited(summary, landed, faults, faults.IsEmpty ? null : await FindBypassAsync(summary, judged));
    }

    private Change OfPullRequest(PullRequestFacts facts, ImmutableArray<Review> reviews, LandedChange landed) => ToChange(
        landed, facts.Actor, facts.Summary.Head, Review.FindConsents(reviews.Where(r => !r.Login.Equals(host.Login, StringComparison.OrdinalIgnoreCase))));

    // The contributors and approvals of the pull request do not apply to other files.
    private Change OfNobodyKnown(LandedChange landed) => ToChange(
        landed,
        new Actor([IdentityClaim.Unknown($"it is not known who made {landed.After.Short}"), .. commits.Repository.FindIdentities(landed.Before, landed.After)]),
        landed.After.Value,
        []);

    private Change ToChange(LandedChange landed, Actor actor, string head, ImmutableArray<Consent> consents) =>
        commits.Repository.ReadChange(landed.Before, landed.After, after: null, actor, head, consents);

    private static IEnumerable<string> OfContent(bool isProven, PullRequestSummary summary, LandedChange landed) => isProven ? []
        : [$"merging {summary.Head[..12]} gives other files than {landed.After.Short} has"];

    private static IEnumerable<string> OfApproval(PullRequestFacts facts, ImmutableArray<Review> reviews)
    {
        var makers = facts.Actor.Claims.Where(c => c.Evidence == IdentityEvidence.Host).Select(c => c.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Review.FindConsents(reviews).Any(c => c.Head == facts.Summary.Head && !makers.Contains(c.Login)) ? []
            : [$"nobody but who made it has approved exactly {facts.Summary.Head[..12]}"];
    }

    private static IEnumerable<string> OfChecks(PullRequestFacts facts, JudgedPullRequest judged) => CheckReasons.Find(judged.Settings.Checks, facts.Checks).Select(r => r.Text);

    private static IEnumerable<string> OfRights(JudgedPullRequest judged) => judged.Result.HasFailed
        ? ["its rights cannot be judged, for the input could not be understood as a whole"]
        : Verdict.FindBlocking(judged.Result).Where(f => f.Descriptor.Category == DiagnosticCategory.Ownership).Select(f => $"{f.Descriptor.Id}: {f.Message}");

    // An advisor who bypasses the rules gives the reason in public.
    private async Task<(string Login, string Reason)?> FindBypassAsync(PullRequestSummary summary, JudgedPullRequest judged)
    {
        foreach (var (login, text) in await host.ReadCommentsAsync(summary.Number))
        {
            var isAdvisor = judged.Result.Comparison?.Rights?.Before.FindAgents(login).Any(a => a.Role == AgentRole.Advisor) == true;
            if (isAdvisor && text.StartsWith(BypassMark, StringComparison.Ordinal) && text[BypassMark.Length..].Trim() is { Length: > 0 } reason)
            {
                return (login, reason);
            }
        }

        return null;
    }
}
