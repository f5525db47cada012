using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Graphs;
using Harness.Rights;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Analysis;

/// <summary>The effect of a change on the findings. Each finding has one key, and the keys of both trees are compared.</summary>
public sealed class ChangeComparison
{
    private readonly HashSet<Diagnostic> added;
    private readonly Lazy<ImmutableArray<DependencyEdge>> newEdges;

    internal ChangeComparison(
        IEnumerable<Diagnostic> added, IEnumerable<Diagnostic> gone, (Codebase? Before, Codebase After) sides, ChangeRights? rights, int changedFiles)
    {
        this.added = new(added, ReferenceEqualityComparer.Instance);
        (Before, After) = sides;
        newEdges = new(() => FindNewEdges(sides.Before, sides.After));
        Fixed = [.. gone.Order(DiagnosticOrder.Instance)];
        Rights = rights;
        ChangedFiles = changedFiles;
    }

    private ChangeComparison(ChangeComparison source, IEnumerable<Diagnostic> added, IEnumerable<Diagnostic> gone)
    {
        this.added = new(added, ReferenceEqualityComparer.Instance);
        (Before, After, newEdges) = (source.Before, source.After, source.newEdges);
        (Fixed, Rights, ChangedFiles) = ([.. gone], source.Rights, source.ChangedFiles);
    }

    /// <summary>The packages of the target's tip, or <see langword="null"/> if it has no policy.</summary>
    public Codebase? Before { get; }

    /// <summary>The packages of the merge result.</summary>
    public Codebase After { get; }

    /// <summary>The findings of the target's tip that the change fixes.</summary>
    public ImmutableArray<Diagnostic> Fixed { get; }

    /// <summary>The state of the judgement of rights.</summary>
    public OwnershipJudgement Ownership =>
        Rights is null ? OwnershipJudgement.PolicyIsNew : Rights.IsJudged ? OwnershipJudgement.Judged : OwnershipJudgement.NoAgents;

    /// <summary>The rights by which the paths may change, or <see langword="null"/> if the target's tip has no policy.</summary>
    public ChangeRights? Rights { get; }

    /// <summary>The number of paths that differ.</summary>
    public int ChangedFiles { get; }

    /// <summary>
    /// The edges of the merge result that do not exist between the same directories at the target's tip. Empty if the policy is new.
    /// </summary>
    public ImmutableArray<DependencyEdge> NewEdges => newEdges.Value;

    /// <summary>Determines whether the change brings a finding of the result.</summary>
    /// <param name="finding">A finding of the same result.</param>
    public bool IsNew(Diagnostic finding) => added.Contains(finding);

    /// <summary>Returns this comparison with findings of other tools that the change brings.</summary>
    internal ChangeComparison Including(IEnumerable<Diagnostic> others) => new(this, added.Concat(others), Fixed);

    /// <summary>Returns this comparison with its findings under other paths.</summary>
    internal ChangeComparison In(Func<Diagnostic, Diagnostic> move) => new(this, added.Select(move), Fixed.Select(move));

    private static ImmutableArray<DependencyEdge> FindNewEdges(Codebase? before, Codebase after)
    {
        if (before is null)
        {
            return [];
        }

        var known = before.Graph.Edges.Select(Ends).ToHashSet();
        return [.. after.Graph.Edges.Where(e => !known.Contains(Ends(e)))];
    }

    private static (RepoPath From, RepoPath To) Ends(DependencyEdge edge) => (edge.From.ManifestPath, edge.To.ManifestPath);
}

/// <summary>Whether the rights of a change could be judged.</summary>
public enum OwnershipJudgement
{
    /// <summary>By the policy of the target's tip.</summary>
    Judged,

    /// <summary>The target's tip has no policy. Rights begin with the policy of this change.</summary>
    PolicyIsNew,

    /// <summary>The policy of the target's tip names no agents.</summary>
    NoAgents,
}
