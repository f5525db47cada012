using System.Collections.Immutable;
using Harness.GitHub;
using Harness.Reviews;

namespace Harness.Reviewer.Reviewing;

/// <summary>The open pull requests in the order in which they are reviewed.</summary>
internal static class OpenQueue
{
    /// <summary>Reads it.</summary>
    /// <param name="host">The repository.</param>
    /// <returns>The numbers.</returns>
    public static async Task<ImmutableArray<int>> ReadAsync(GitHubRepository host)
    {
        var waiting = new List<QueuedChange>();
        foreach (var pull in await host.ListOpenAsync())
        {
            // Lists do not have the size.
            var summary = await host.ReadSummaryAsync(pull.Number);
            waiting.Add(new QueuedChange(summary.Number, summary.Created, summary.Lines));
        }

        return [.. ReviewQueue.Order(waiting).Select(c => c.Number)];
    }
}
