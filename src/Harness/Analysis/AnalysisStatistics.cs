using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Placements;
using Harness.Trees;

namespace Harness.Analysis;

/// <summary>The amount of input that an analysis examined, so that an empty check is not mistaken for a clean one.</summary>
/// <param name="Crates">Packages examined.</param>
/// <param name="Edges">Edges examined: pairs of packages with a declaration of a kind that some rule judges.</param>
/// <param name="Files">Files read: manifests, the policy and the baseline.</param>
/// <param name="Rules">Rules that ran.</param>
/// <param name="RulesOff">The numbers of the rules that the policy or their default turns off, in order.</param>
public sealed record AnalysisStatistics(int Crates, int Edges, int Files, int Rules, ImmutableArray<string> RulesOff)
{
    /// <summary>Returns these figures with the rules of another run over the same tree.</summary>
    /// <param name="rules">The kinds of findings that the run can report.</param>
    /// <param name="policy">The policy, which turns rules off.</param>
    internal AnalysisStatistics WithRules(ImmutableArray<DiagnosticDescriptor> rules, BoundPolicy policy)
    {
        ImmutableArray<string> off = [.. rules.Where(d => policy.GetSeverity(d, package: null) is null).Select(d => d.Id)];
        return this with { Rules = rules.Length - off.Length, RulesOff = off };
    }

    /// <summary>The number of edges in the graph, including those of a kind that no rule judges.</summary>
    public int AllEdges { get; init; }

    /// <summary>The directories of the packages in submodules, in order. Only their names and places were judged.</summary>
    public ImmutableArray<RepoPath> Unseen { get; init; } = [];
}
