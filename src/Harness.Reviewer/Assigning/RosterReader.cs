using System.Collections.Immutable;
using Harness.GitHub;
using Harness.GitHub.Facts;
using Harness.Reviews;

namespace Harness.Reviewer.Assigning;

/// <summary>Reads the workload and the last turns of reviewers from the host. Nothing is stored elsewhere.</summary>
internal sealed class RosterReader(GitHubRepository host)
{
    // The number of past turns to read. With more reviewers than that, the rest are ordered by name.
    private const int Turns = 30;

    private readonly Dictionary<int, ImmutableArray<string>> reviewers = [];

    /// <summary>Reads it.</summary>
    /// <param name="open">The open pull requests.</param>
    /// <param name="except">The number of the pull request that needs reviewers.</param>
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

    // Past reviewers are read once. The reviewers that this run asks are in the list of open pull requests, which is read again.
    private async Task<ImmutableArray<string>> ReviewersOfAsync(int number)
    {
        if (!reviewers.TryGetValue(number, out var known))
        {
            reviewers[number] = known = [.. (await host.ReadReviewsAsync(number)).Select(r => r.Login)];
        }

        return known;
    }
}
