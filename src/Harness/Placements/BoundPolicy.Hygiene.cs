using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Policies;
using Harness.Text;
using Harness.Workspaces;

namespace Harness.Placements;

/// <summary>The kind of thing that a selector can match.</summary>
public enum SelectorDomain
{
    /// <summary>Packages of the tree.</summary>
    Packages,

    /// <summary>Packages of the tree and the external crates that they declare.</summary>
    Crates,

    /// <summary>Manifests of the tree.</summary>
    Manifests,

    /// <summary>Files, directories and links of the tree.</summary>
    Paths,

    /// <summary>Edges between packages of the tree.</summary>
    Edges,
}

/// <summary>A selector or pattern that matches nothing and is not planned.</summary>
/// <param name="Text">The selector as it is written.</param>
/// <param name="Table">Its table: <c>layer 'base'</c>, <c>[[forbid]]</c>.</param>
/// <param name="Domain">The kind of thing that it can match.</param>
/// <param name="Location">Its place.</param>
public sealed record DeadSelector(string Text, string Table, SelectorDomain Domain, Location Location);

/// <summary>The problem with an edge of a layer.</summary>
public enum LayerEdgeFault
{
    /// <summary>No dependency needs it.</summary>
    Unused,

    /// <summary>The opposite edge is listed as well: the two together are a cycle.</summary>
    Opposed,

    /// <summary>A forbid denies the edge that it allows.</summary>
    Forbidden,

    /// <summary>The layer allows all edges between its slices.</summary>
    Needless,
}

/// <summary>An edge of a layer with something wrong.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Edge">The edge.</param>
/// <param name="Fault">The problem.</param>
/// <param name="Other">The other entry concerned, if any.</param>
public sealed record LayerEdgeFinding(Layer Layer, LayerEdge Edge, LayerEdgeFault Fault, Location? Other);

/// <content>The data of the hygiene rules.</content>
public sealed partial class BoundPolicy
{
    /// <summary>The packages that have no layer, except those with a tie. Empty if the policy has no layers.</summary>
    public ImmutableArray<Package> PackagesWithoutLayer =>
        Policy.Layers.IsEmpty ? [] : [.. Codebase.Packages.Where(p => layers.Find(p) is null && !layers.IsTied(p))];

    /// <summary>The packages that have no owner, except those with a tie. Empty if no agent of the policy owns packages.</summary>
    public ImmutableArray<Package> PackagesWithoutOwner =>
        Policy.Agents.All(a => a.Crates.IsEmpty) ? [] : [.. Codebase.Packages.Where(p => owners.Find(p) is null && !owners.IsTied(p))];

    /// <summary>The packages that selectors of several layers fit equally well.</summary>
    public ImmutableArray<PlacementTie> LayerTies => layers.Ties.ToImmutable();

    /// <summary>The packages that selectors of several agents fit equally well.</summary>
    public ImmutableArray<PlacementTie> OwnerTies => owners.Ties.ToImmutable();

    /// <summary>The layers that manifests name by <c>layer-from</c>, in the order of the packages.</summary>
    public ImmutableArray<DeclaredLayer> DeclaredLayers => [.. Codebase.Packages.Where(declared.ContainsKey).Select(p => declared[p])];

    /// <summary>The packages that a pattern placed in their layer.</summary>
    public ImmutableArray<Package> PackagesPlacedByGlob => [.. Codebase.Packages.Where(p => LayerSelectorOf(p) is { IsGlob: true })];

    /// <summary>The selectors that match nothing and are not planned, in the order of the policy.</summary>
    public ImmutableArray<DeadSelector> DeadSelectors => new DeadSelectorFinder(this).Find();

    /// <summary>The edges of layers with something wrong, in the order of the policy.</summary>
    public ImmutableArray<LayerEdgeFinding> LayerEdgeFindings => [.. Policy.Layers.SelectMany(FindEdgeFaults)];

    internal bool HasMatch(Selector selector) => Matches(selector).Any();

    internal bool HasEnd(Layer layer, Selector end) => PackagesOf(layer).Any(p => IsEnd(end, p));

    internal IEnumerable<Package> PackagesOf(Layer layer) => Codebase.Packages.Where(p => FindLayer(p) == layer);

    private IEnumerable<LayerEdgeFinding> FindEdgeFaults(Layer layer)
    {
        if (layer.Edges.IsEmpty)
        {
            yield break;
        }

        var needed = SiblingUses(layer).ToArray();
        var planned = Policy.Workspace.Planned.Select(s => s.Text).ToHashSet(StringComparer.Ordinal);
        for (var at = 0; at < layer.Edges.Length; at++)
        {
            var edge = layer.Edges[at];
            if (layer.Siblings == SiblingRule.Allow)
            {
                yield return new(layer, edge, LayerEdgeFault.Needless, layer.Location);
            }
            else if (layer.Edges.Take(at).FirstOrDefault(other => AreOpposed(edge, other)) is { } opposite)
            {
                yield return new(layer, edge, LayerEdgeFault.Opposed, opposite.Location);
            }
            else if (Policy.Forbids.FirstOrDefault(f => Denies(f, layer, edge)) is { } forbid)
            {
                yield return new(layer, edge, LayerEdgeFault.Forbidden, forbid.Location);
            }
            else if (HasEnd(layer, edge.From) && HasEnd(layer, edge.To) && !planned.Contains(edge.From.Text) && !planned.Contains(edge.To.Text)
                && !needed.Any(use => Lists(edge, use.From, use.To)))
            {
                yield return new(layer, edge, LayerEdgeFault.Unused, null);
            }
        }
    }

    private IEnumerable<(Package From, Package To)> SiblingUses(Layer layer) =>
        from package in PackagesOf(layer)
        from dependency in package.Dependencies
        where Policy.Workspace.Kinds.Includes(dependency.Kind)
        let used = dependency.Resolved
        where used is not null && FindLayer(used) == layer && GetSlice(used) != GetSlice(package)
        select (package, used);

    private static bool AreOpposed(LayerEdge a, LayerEdge b) =>
        !a.From.IsGlob && !a.To.IsGlob && a.From.Text == b.To.Text && a.To.Text == b.From.Text && a.From.Text != a.To.Text;

    // Only for two exact ends, because a pattern may have exceptions.
    private bool Denies(Forbid forbid, Layer layer, LayerEdge edge)
    {
        if (edge.From.IsGlob || edge.To.IsGlob)
        {
            return false;
        }

        var (from, to) = (Select(forbid.From), Select(forbid.To));
        return HasEnd(layer, edge.From) && HasEnd(layer, edge.To)
            && PackagesOf(layer).Where(p => IsEnd(edge.From, p)).All(from.Contains)
            && PackagesOf(layer).Where(p => IsEnd(edge.To, p)).All(to.Contains);
    }
}
