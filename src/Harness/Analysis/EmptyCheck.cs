using Harness.Diagnostics;
using Harness.Graphs;
using Harness.Manifests;
using Harness.Placements;
using Harness.Policies;
using Harness.Text;
using Harness.Workspaces;

namespace Harness.Analysis;

/// <summary>Reports a check that examined nothing although there is something to examine, because it would look clean.</summary>
internal static class EmptyCheck
{
    /// <param name="policy">The policy and the codebase.</param>
    /// <param name="graph">The graph of the codebase.</param>
    /// <param name="statistics">The numbers of things examined.</param>
    /// <param name="judgedBefore">The kinds that were judged before a change, or <see langword="null"/> for a tree without a past.</param>
    public static IEnumerable<Diagnostic> Find(BoundPolicy policy, DependencyGraph graph, AnalysisStatistics statistics, DependencyKinds? judgedBefore)
    {
        foreach (var glob in policy.Policy.Workspace.Manifests.Where(g => !policy.Codebase.MayLackManifests && !policy.Codebase.Manifests.Any(m => g.Matches(m.Path))))
        {
            yield return new Diagnostic(
                InputDescriptors.NothingExamined,
                glob.Location,
                $"No manifest of the tree matches '{glob}'.",
                "mend the path, or take it out of 'manifests'",
                glob.Text);
        }

        if (WhatIsMissing(policy, graph, statistics, judgedBefore) is var (what, help))
        {
            yield return new Diagnostic(InputDescriptors.NothingExamined, Location.OfFile(policy.Policy.Text.Path), what, help, "");
        }
    }

    private static (string What, string Help)? WhatIsMissing(BoundPolicy policy, DependencyGraph graph, AnalysisStatistics statistics, DependencyKinds? judgedBefore)
    {
        if (statistics.Crates == 0)
        {
            return ("No package was examined.", "name the workspace's manifest in 'manifests' of [workspace]");
        }

        if (statistics.Edges > 0)
        {
            return null;
        }

        // Tests may use any package unless the policy judges them. If only dev edges are left, there is nothing to examine.
        var built = graph.Edges.Count(e => (e.Kinds & ~DependencyKinds.Dev) != 0);
        if (built > 0)
        {
            // The policy judged these kinds before the change, which may remove their last edge. HRN1003 reports the entries left without use.
            return judgedBefore is { } kinds && (kinds & ~policy.Policy.JudgedKinds) == 0 ? null : ($"No edge between packages was examined, and there are normal and build edges: {built}.", "name their kinds in 'kinds' of [workspace]: normal, build, dev");
        }

        if (!graph.Edges.IsEmpty)
        {
            return null;
        }

        // Count from the manifests, not from the graph: a graph without edges must not vouch for itself.
        var inward = policy.Codebase.Packages.SelectMany(p => p.Dependencies)
            .Where(d => d.Path is { IsOutside: false } path && path != d.Owner.Directory).ToArray();
        return inward.Length == 0 ? null : (
            $"No dependency by path leads to a package of the tree: '{inward[0].Owner.Name}' names '{inward[0].Path}' first.",
            "mend the paths: each must be the directory of a manifest with [package]");
    }
}
