using System.Collections.Immutable;
using Harness.Git;

namespace Harness.CommandLine.Ci;

/// <summary>Proves the pull request of each step: of the suggested ones, the one whose head gives the step by a merge.</summary>
internal sealed class StepProof(FetchedCommits commits)
{
    /// <summary>Fetches the commits of steps and the heads of pull requests, and finds the pull request of each step.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="heads">The ids of the heads, by the numbers of the pull requests.</param>
    /// <param name="depth">The number of generations to fetch first.</param>
    /// <returns>For each step, the number, or <see langword="null"/> if it does not come from a pull request.</returns>
    public ImmutableArray<int?> Prove(ImmutableArray<LandedStep> steps, IReadOnlyDictionary<int, string> heads, int depth)
    {
        if (heads.Count > 0)
        {
            Fetch(steps, heads, depth);
        }

        if (TryProve(steps, heads, isWhole: false) is { } proven && (!commits.Repository.IsShallow || IsTold(steps, proven)))
        {
            return proven;
        }

        Fetch(steps, heads, depth: null);
        return TryProve(steps, heads, isWhole: true)!.Value;
    }

    // The authors of a push are read from its commits, including those behind a merge.
    private static bool IsTold(ImmutableArray<LandedStep> steps, ImmutableArray<int?> proven) => !steps.Where((s, i) => proven[i] is null && !s.IsLinear).Any();

    private ImmutableArray<int?>? TryProve(ImmutableArray<LandedStep> steps, IReadOnlyDictionary<int, string> heads, bool isWhole)
    {
        var proven = ImmutableArray.CreateBuilder<int?>();
        foreach (var step in steps)
        {
            try
            {
                proven.Add(step.Numbers.Where(heads.ContainsKey).Cast<int?>().FirstOrDefault(n => Holds(step, heads[n!.Value], isWhole)));
            }
            catch (GitException)
            {
                return null;
            }
        }

        return proven.ToImmutable();
    }

    private bool Holds(LandedStep step, string head, bool isWhole)
    {
        try
        {
            return MergedHead.Gives(commits.Repository, step.Before, step.After, head);
        }
        catch (GitException) when (isWhole)
        {
            return false;
        }
    }

    // A head that the host does not provide proves nothing.
    private void Fetch(ImmutableArray<LandedStep> steps, IReadOnlyDictionary<int, string> heads, int? depth)
    {
        string[] own = [.. steps.SelectMany(s => new[] { s.Before.Value, s.After.Value }).Distinct()];
        if (!commits.TryFetch(depth, [.. own, .. heads.Values.Distinct()]))
        {
            commits.Fetch("the host has the commits of a step no more", depth, own);
            foreach (var head in heads.Values.Distinct())
            {
                commits.TryFetch(depth, head);
            }
        }
    }
}
