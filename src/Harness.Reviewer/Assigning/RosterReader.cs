using System.Collections.Immutable;
using Harness.GitHub;
using Harness.GitHub.Facts;
using Harness.Reviews;

namespace Harness.Reviewer.Assigning;

/// <summary>Reads from the host how much waits for whom, and who had the last turns. Nothing is remembered elsewhere.</summary>
internal sealed class RosterReader(GitHubRepository host)
{
    // As far as turns are looked back; with more reviewers than that, order among the rest is by name.
    private const int Turns = 30;

    private readonly Dictionary<int, ImmutableArray<string>> reviewers = [];

    /// <summary>Reads it.</summary>
    /// <param name="open">The open pull requests.</param>
    /// <param name="except">The number of the one that reviewers are looked for.</param>
    public async Task<ReviewerRoster> ReadAsync(ImmutableArray<PullRequestSummary> open, int except)
    {
        var load = open.Where(p => p.Number != except).SelectMany(p => p.RequestedReviewers)
            .GroupBy(l => l, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => g.Count(), StringComparer.OrdinalIgnoreCase);
        var recent = new List<string>();
        foreach (var pull in open.Concat(await host.ListClosedAsync(Turns)).Where(p => p.Number != except).OrderByDescending(p => p.Number).Take(Turns))
        {
            recent.AddRange(pull.RequestedReviewers.Concat(await ReviewersOfAsync(pull.Number)).Where(l => !l.Equals(pull.Author, StringComparison.OrdinalIgnoreCase)));
        }

        return new ReviewerRoster(load, [.. recent.Distinct(StringComparer.OrdinalIgnoreCase)]);
    }

    // Who has reviewed is read once; whom this run asks is in the list of the open ones, which is read anew.
    private async Task<ImmutableArray<string>> ReviewersOfAsync(int number)
    {
        if (!reviewers.TryGetValue(number, out var known))
        {
            reviewers[number] = known = [.. (await host.ReadReviewsAsync(number)).Select(r => r.Login)];
        }

        return known;
    }
}
