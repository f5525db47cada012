using System.Collections.Immutable;
using Harness.Graphs;
using Harness.Manifests;
using Harness.Ownership;
using Harness.Placements;
using Harness.Policies;
using Harness.Text;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Inference;

/// <summary>
/// A proposed policy for a codebase without one: layers in which no dependency leads upward, and owners. It is pure and deterministic, so the same
/// tree gives the same text.
/// </summary>
public sealed class PolicyProposal
{
    /// <summary>The pattern of the lock files.</summary>
    internal const string LockFiles = "**/Cargo.lock";

    private PolicyProposal(ManifestSurvey survey, DependencyKinds kinds, int edges, ImmutableArray<ProposedLayer> layers, ImmutableArray<ProposedAgent> agents)
    {
        Survey = survey;
        Kinds = kinds;
        EdgeCount = edges;
        Layers = layers;
        Agents = agents;
    }

    /// <summary>The judged manifests, and the packages read from them.</summary>
    public ManifestSurvey Survey { get; }

    /// <summary>
    /// The dependency kinds that the layers judge: normal and build dependencies, or all kinds if packages use each other only by others.
    /// </summary>
    public DependencyKinds Kinds { get; }

    /// <summary>The edges between packages that the layers judge.</summary>
    public int EdgeCount { get; }

    /// <summary>The layers, top first.</summary>
    public ImmutableArray<ProposedLayer> Layers { get; }

    /// <summary>The agents that own packages.</summary>
    public ImmutableArray<ProposedAgent> Agents { get; }

    /// <summary>The CODEOWNERS file that the agents come from, or <see langword="null"/> if it names no owner, or agents were given.</summary>
    public RepoPath? OwnersPath { get; private init; }

    /// <summary>The differences between the policy and CODEOWNERS, in the order of its lines. Empty if the agents do not come from there.</summary>
    public ImmutableArray<OwnerNote> OwnerNotes { get; private init; } = [];

    /// <summary>The patterns of files that anyone may change, because CODEOWNERS gives them no owner.</summary>
    internal ImmutableArray<string> Shared { get; private init; } = [];

    /// <summary>The patterns of paths that no file of the tree matches yet.</summary>
    internal ImmutableArray<string> Planned { get; private init; } = [];

    /// <summary>Infers a policy.</summary>
    /// <param name="survey">A survey without diagnostics.</param>
    /// <param name="options">The requested owners and advisor, or <see langword="null"/> to infer them from the tree.</param>
    /// <exception cref="ArgumentException">The survey has diagnostics, or found no package.</exception>
    public static PolicyProposal Infer(ManifestSurvey survey, ProposalOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(survey);
        options ??= new ProposalOptions();
        var codebase = survey.Codebase;
        if (!codebase.Diagnostics.IsEmpty || codebase.Packages.IsEmpty)
        {
            throw new ArgumentException("the survey found no whole codebase", nameof(survey));
        }

        var graph = codebase.Graph;
        var kinds = JudgedKinds(graph);
        var uses = UseGraph.Build(codebase, graph, kinds);
        var layers = LayerInference.Infer(codebase, uses);
        var files = FileList.Create(codebase.Tree, CancellationToken.None);
        if (!options.Agents.IsEmpty || CodeOwners.Find(codebase.Tree) is not { } path)
        {
            var split = options.Agents.IsEmpty ? [] : AgentInference.BySplit(codebase, uses, options.Agents);
            return new PolicyProposal(survey, kinds, uses.EdgeCount, layers, AdvisorInference.Complete(split, options)) { Planned = FindPlanned([], [], files) }.Mended();
        }

        var file = Read(codebase.Tree, path);
        var transfer = OwnerTransfer.Create(file, files);
        var agents = AgentInference.ByOwners(codebase, transfer);
        var proposal = new PolicyProposal(survey, kinds, uses.EdgeCount, layers, AdvisorInference.Complete(agents, options))
        {
            OwnersPath = agents.IsEmpty ? null : path,
            Shared = [.. transfer.Shared],
            Planned = FindPlanned(agents, transfer.Shared, files),
        }.Mended();
        return proposal.WithNotes([.. transfer.Notes, .. OwnerComparison.Compare(file, proposal.Bind().Ownership, files)]);
    }

    /// <summary>Returns the text of the policy, commented, ready for <c>harness.toml</c>.</summary>
    public string ToText() => new PolicyText(this).Write();

    // A check that judges no existing edge would be refused as empty.
    private static DependencyKinds JudgedKinds(DependencyGraph graph)
    {
        const DependencyKinds Usual = DependencyKinds.Normal | DependencyKinds.Build;
        return graph.Edges.IsEmpty || graph.Edges.Any(e => (e.Kinds & Usual) != 0) ? Usual : DependencyKinds.All;
    }

    private static ImmutableArray<string> FindPlanned(ImmutableArray<ProposedAgent> agents, IEnumerable<string> shared, FileList files) =>
        [.. agents.SelectMany(a => a.Paths).Concat(shared).Append(LockFiles).Where(p => p != "**" && !files.FilesOf(p).Any()).Distinct()];

    private static CodeOwners Read(SourceTree tree, RepoPath path) => CodeOwners.Parse(SourceText.From(path, tree.Read(path).Bytes)).Value;

    private BoundPolicy Bind() => BoundPolicy.Bind(Policy.Parse(SourceText.From(RepoPath.Parse(Policy.FileName), ToText())).Value, Survey.Codebase);

    // The shortest selectors are read back like the policy. If two forms match a package equally well, or a directory has an unusual name, the
    // package itself is named, because a name takes precedence.
    private PolicyProposal Mended()
    {
        var bound = Bind();
        var all = Survey.Codebase.Packages;
        var layers = Layers.Select(layer => new ProposedLayer(
            layer.Name,
            layer.Packages,
            [.. layer.Selectors, .. layer.Packages.Where(p => bound.FindLayer(p)?.Name != layer.Name).Select(p => SelectorText.OfPackage(p, all))]));
        var agents = Agents.Select(agent => agent.With(
            selectors: [.. agent.Selectors, .. agent.Packages.Where(p => bound.FindOwner(p)?.Name != agent.Name).Select(p => SelectorText.OfPackage(p, all))]));
        return Copy([.. layers], [.. agents], OwnerNotes);
    }

    private PolicyProposal WithNotes(ImmutableArray<OwnerNote> notes) => Copy(Layers, Agents, notes);

    private PolicyProposal Copy(ImmutableArray<ProposedLayer> layers, ImmutableArray<ProposedAgent> agents, ImmutableArray<OwnerNote> notes) =>
        new(Survey, Kinds, EdgeCount, layers, agents) { OwnersPath = OwnersPath, OwnerNotes = notes, Shared = Shared, Planned = Planned };
}
