using System.Collections.Immutable;
using Harness.Graphs;
using Harness.Ownership;
using Harness.Policies;
using Harness.Text;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Inference;

/// <summary>
/// A policy for a codebase that has none: layers in which no dependency leads upward, and owners. Pure and deterministic: the same
/// tree gives the same text.
/// </summary>
public sealed class PolicyProposal
{
    private PolicyProposal(ManifestSurvey survey, DependencyKinds kinds, int edges, ImmutableArray<ProposedLayer> layers, ImmutableArray<ProposedAgent> agents, RepoPath? owners)
    {
        Survey = survey;
        Kinds = kinds;
        EdgeCount = edges;
        Layers = layers;
        Agents = agents;
        OwnersPath = owners;
    }

    /// <summary>Which manifests are judged, and the packages read from them.</summary>
    public ManifestSurvey Survey { get; }

    /// <summary>What the layers judge: normal and build dependencies; all kinds where packages use each other by others only.</summary>
    public DependencyKinds Kinds { get; }

    /// <summary>The edges between packages that the layers judge.</summary>
    public int EdgeCount { get; }

    /// <summary>The layers, top first.</summary>
    public ImmutableArray<ProposedLayer> Layers { get; }

    /// <summary>The agents that own packages.</summary>
    public ImmutableArray<ProposedAgent> Agents { get; }

    /// <summary>The CODEOWNERS file that the agents come from; <see langword="null"/> where it names no whole package, or agents were given.</summary>
    public RepoPath? OwnersPath { get; }

    /// <summary>The packages that CODEOWNERS gives nobody, where the agents come from there.</summary>
    public ImmutableArray<Package> Unowned => OwnersPath is null ? [] : [.. Survey.Codebase.Packages.Except(Agents.SelectMany(a => a.Packages))];

    /// <summary>Infers a policy.</summary>
    /// <param name="survey">A survey without diagnostics.</param>
    /// <param name="agents">The names to split the packages between; empty for the owners of CODEOWNERS, where there is one.</param>
    /// <exception cref="ArgumentException">The survey has diagnostics, or found no package.</exception>
    public static PolicyProposal Infer(ManifestSurvey survey, ImmutableArray<string> agents = default)
    {
        ArgumentNullException.ThrowIfNull(survey);
        var codebase = survey.Codebase;
        if (!codebase.Diagnostics.IsEmpty || codebase.Packages.IsEmpty)
        {
            throw new ArgumentException("the survey found no whole codebase", nameof(survey));
        }

        var graph = DependencyGraph.Build(codebase);
        var kinds = JudgedKinds(graph);
        var uses = UseGraph.Build(codebase, graph, kinds);
        var path = agents.IsDefaultOrEmpty ? CodeOwners.Find(codebase.Tree) : null;
        var owners = path is { } file ? AgentInference.ByOwners(codebase, Read(codebase.Tree, file))
            : agents.IsDefaultOrEmpty ? []
            : AgentInference.BySplit(codebase, uses, agents);
        return new PolicyProposal(survey, kinds, uses.EdgeCount, LayerInference.Infer(codebase, uses), owners, owners.IsEmpty ? null : path).Mended();
    }

    /// <summary>The text of the policy, commented, ready for <c>harness.toml</c>.</summary>
    public string ToText() => new PolicyText(this).Write();

    // A check that judges none of the edges that there are would be refused as empty.
    private static DependencyKinds JudgedKinds(DependencyGraph graph)
    {
        const DependencyKinds Usual = DependencyKinds.Normal | DependencyKinds.Build;
        return graph.Edges.IsEmpty || graph.Edges.Any(e => (e.Kinds & Usual) != 0) ? Usual : DependencyKinds.All;
    }

    private static CodeOwners Read(SourceTree tree, RepoPath path) => CodeOwners.Parse(SourceText.From(path, tree.Read(path).Bytes)).Value;

    // The shortest selectors are read back as the policy will be. Where two forms fit a package equally well, or a directory has an
    // odd name, the package is named itself: a name goes before everything.
    private PolicyProposal Mended()
    {
        var bound = BoundPolicy.Bind(Policy.Parse(SourceText.From(RepoPath.Parse(Policy.FileName), ToText())).Value, Survey.Codebase);
        var all = Survey.Codebase.Packages;
        var layers = Layers.Select(layer => new ProposedLayer(
            layer.Name,
            layer.Packages,
            [.. layer.Selectors, .. layer.Packages.Where(p => bound.LayerOf(p)?.Name != layer.Name).Select(p => SelectorText.OfPackage(p, all))]));
        var agents = Agents.Select(agent => new ProposedAgent(
            agent.Name,
            agent.Packages,
            [.. agent.Selectors, .. agent.Packages.Where(p => bound.OwnerOf(p)?.Name != agent.Name).Select(p => SelectorText.OfPackage(p, all))],
            agent.Owners));
        return new PolicyProposal(Survey, Kinds, EdgeCount, [.. layers], [.. agents], OwnersPath);
    }
}
