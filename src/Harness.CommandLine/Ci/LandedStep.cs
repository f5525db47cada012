using System.Collections.Immutable;
using Harness.Git;

namespace Harness.CommandLine.Ci;

/// <summary>The commits that one pull request or push has brought to a branch.</summary>
/// <param name="Before">The tip that it landed on.</param>
/// <param name="After">The commit that it became.</param>
/// <param name="IsLinear">A value that indicates whether none of its commits is a merge.</param>
/// <param name="Numbers">The pull requests that it may come from, likeliest first. Empty for a push.</param>
internal sealed record LandedStep(CommitId Before, CommitId After, bool IsLinear, ImmutableArray<int> Numbers)
{
    private int? First => Numbers is [var first, ..] ? first : null;

    /// <summary>
    /// Joins neighbouring commits of one pull request, because a merge by rebase lands several. In a queue, an unnamed commit belongs to the pull
    /// request with the next tip.
    /// </summary>
    /// <param name="landed">The landed changes, oldest first.</param>
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
