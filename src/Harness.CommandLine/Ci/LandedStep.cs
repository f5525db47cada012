using System.Collections.Immutable;
using Harness.Git;

namespace Harness.CommandLine.Ci;

/// <summary>What one pull request has brought to a branch, or one push.</summary>
/// <param name="Before">The tip that it landed on.</param>
/// <param name="After">The commit that it became.</param>
/// <param name="IsLinear">A value that indicates whether no commit of it is a merge.</param>
/// <param name="Numbers">The pull requests that it may come from, the likeliest first; empty for a push.</param>
internal sealed record LandedStep(CommitId Before, CommitId After, bool IsLinear, ImmutableArray<int> Numbers)
{
    private int? First => Numbers is [var first, ..] ? first : null;

    /// <summary>
    /// Joins neighbours of one pull request: a merge by rebase lands several commits. In a queue a commit that nothing names belongs to the pull
    /// request whose tip comes next.
    /// </summary>
    /// <param name="landed">What landed, the oldest first.</param>
    /// <param name="numbers">The pull requests that each may come from.</param>
    /// <param name="isQueue">A value that indicates whether it is a queue.</param>
    public static ImmutableArray<LandedStep> Join(IEnumerable<LandedChange> landed, Func<CommitId, ImmutableArray<int>> numbers, bool isQueue)
    {
        var steps = ImmutableArray.CreateBuilder<LandedStep>();
        foreach (var change in landed)
        {
            var step = new LandedStep(change.Before, change.After, change.Head is null, numbers(change.After));
            if (steps.Count > 0 && (steps[^1].First is { } before ? before == step.First : isQueue))
            {
                steps[^1] = steps[^1] with { After = step.After, IsLinear = steps[^1].IsLinear && step.IsLinear, Numbers = step.Numbers };
            }
            else
            {
                steps.Add(step);
            }
        }

        return steps.ToImmutable();
    }
}
