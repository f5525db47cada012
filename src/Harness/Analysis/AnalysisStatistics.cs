using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Placements;
using Harness.Trees;

namespace Harness.Analysis;

/// <summary>What an analysis looked at, so that nothing passes because nothing was looked at.</summary>
/// <param name="Crates">Packages examined.</param>
/// <param name="Edges">Edges examined: pairs of packages with a declaration of a kind that some rule judges.</param>
/// <param name="Files">Files read: manifests, the policy and the baseline.</param>
/// <param name="Rules">Rules that ran.</param>
/// <param name="RulesOff">The numbers of the rules that the policy or their default turns off, in order.</param>
public sealed record AnalysisStatistics(int Crates, int Edges, int Files, int Rules, ImmutableArray<string> RulesOff)
{
    /// <summary>Returns these figures with the rules of another run over the same tree.</summary>
    /// <param name="rules">What the run can report.</param>
    /// <param name="policy">The policy, which turns rules off.</param>
    internal AnalysisStatistics WithRules(ImmutableArray<DiagnosticDescriptor> rules, BoundPolicy policy)
    {
        ImmutableArray<string> off = [.. rules.Where(d => policy.GetSeverity(d, package: null) is null).Select(d => d.Id)];
        return this with { Rules = rules.Length - off.Length, RulesOff = off };
    }

    /// <summary>The edges of the graph, those included that no rule judges by their kind.</summary>
    public int AllEdges { get; init; }

    /// <summary>The directories of the packages in submodules, in order: of them only name and place were judged.</summary>
    public ImmutableArray<RepoPath> Unseen { get; init; } = [];
}
