using System.Collections.Immutable;
using Harness.Graphs;
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
    private const DependencyKinds JudgedKinds = DependencyKinds.Normal | DependencyKinds.Build;

    private PolicyProposal(ManifestSurvey survey, int edges, ImmutableArray<ProposedLayer> layers, ImmutableArray<ProposedAgent> agents, RepoPath? owners)
    {
        Survey = survey;
        EdgeCount = edges;
        Layers = layers;
        Agents = agents;
        OwnersPath = owners;
    }

    /// <summary>Which manifests are judged, and the packages read from them.</summary>
    public ManifestSurvey Survey { get; }

    /// <summary>The edges between packages that the layers judge.</summary>
    public int EdgeCount { get; }

    /// <summary>The layers, top first.</summary>
    public ImmutableArray<ProposedLayer> Layers { get; }

    /// <summary>The agents that own packages.</summary>
    public ImmutableArray<ProposedAgent> Agents { get; }

    /// <summary>The CODEOWNERS file that the agents come from; <see langword="null"/> where it names no whole package, or agents were given.</summary>
    public RepoPath? OwnersPath { get; }

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

        var uses = UseGraph.Build(codebase, DependencyGraph.Build(codebase), JudgedKinds);
        var file = agents.IsDefaultOrEmpty ? OwnerFile.Find(codebase.Tree) : null;
        var owners = file is not null ? AgentInference.ByOwners(codebase, file)
            : agents.IsDefaultOrEmpty ? []
            : AgentInference.BySplit(codebase, uses, agents);
        var first = new PolicyProposal(survey, uses.EdgeCount, LayerInference.Infer(codebase, uses), owners, owners.IsEmpty ? null : file?.Path);
        return first.Mended();
    }

    /// <summary>The text of the policy, commented, ready for <c>harness.toml</c>.</summary>
    public string ToText() => new PolicyText(this).Write();

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
        return new PolicyProposal(Survey, EdgeCount, [.. layers], [.. agents], OwnersPath);
    }
}
