using System.Collections.Immutable;
using Harness.Analysis;
using Harness.GitHub;
using Harness.GitHub.Facts;
using Harness.Reviewer.Reviewing;
using Harness.Reviews;

namespace Harness.Reviewer.Assigning;

/// <summary>Finds reviewers for a pull request, and requests their review if wanted.</summary>
internal sealed class AssignStep(GitHubRepository host, PullRequestJudge judge, DateOnly today)
{
    private readonly RosterReader roster = new(host);

    /// <summary>Finds them.</summary>
    /// <param name="summary">The pull request.</param>
    /// <param name="open">The open pull requests.</param>
    /// <returns>The steps of the selection, one line each, and the accounts to ask. Empty if somebody already reviews it.</returns>
    public async Task<(ImmutableArray<string> Steps, ImmutableArray<string> Logins, bool IsCovered)> ChooseAsync(PullRequestSummary summary, ImmutableArray<PullRequestSummary> open)
    {
        if (summary.IsDraft)
        {
            return (["it is a draft"], [], true);
        }

        var facts = await host.ReadAsync(summary, ReviewStepOptions.OwnCheck);
        var judged = judge.Judge(facts, host.DefaultBranch, today);
        if (judged.Result.Comparison is not { Rights.IsJudged: true } comparison)
        {
            return (["the target's policy names no agents, or the change cannot be read: nobody can be chosen"], [], false);
        }

        var outline = ChangeOutline.Create(judged.Change, comparison, judged.Settings);
        var selection = ReviewerSelection.Choose(judged.Change, comparison, outline, await roster.ReadAsync(open, summary.Number));
        var present = summary.RequestedReviewers.Concat(facts.Reviews.Select(r => r.Login)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var missing = selection.Chosen.Select(c => c.Login).Where(l => !present.Contains(l)).ToImmutableArray();
        return IsCoveredBy(present, comparison, facts) ? (["asked already: " + string.Join(", ", present.Order(StringComparer.Ordinal))], [], true)
            : (selection.Steps, missing, selection.Uncovered.IsEmpty);
    }

    // Once an agent of the policy has been asked, the choice is final. A new choice on each run would ask everyone in turn.
    private static bool IsCoveredBy(HashSet<string> present, ChangeComparison comparison, PullRequestFacts facts) =>
        present.Any(l => !l.Equals(facts.Summary.Author, StringComparison.OrdinalIgnoreCase) && !comparison.Rights!.Before.FindAgents(l).IsEmpty);
}
