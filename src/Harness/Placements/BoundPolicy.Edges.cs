using System.Collections.Immutable;
using Harness.Policies;
using Harness.Workspaces;

namespace Harness.Placements;

/// <content>The judgement of single edges, which the rules and <see cref="EdgeJudge"/> share.</content>
public sealed partial class BoundPolicy
{
    private readonly Lazy<ImmutableArray<BoundForbid>> forbids;
    private readonly Lazy<ImmutableArray<BoundConfine>> confines;

    /// <summary>The forbids of the policy, in its order.</summary>
    public ImmutableArray<BoundForbid> Forbids => forbids.Value;

    /// <summary>The confines of the policy, in its order.</summary>
    public ImmutableArray<BoundConfine> Confines => confines.Value;

    /// <summary>Returns the verdict of the layers on an edge.</summary>
    /// <param name="from">The package that uses.</param>
    /// <param name="to">The package that is used. It is not the first one.</param>
    public EdgeReason JudgeLayers(Package from, Package to)
    {
        var kinds = Policy.Workspace.Kinds;
        if (FindLayer(from) is not { } user || FindLayer(to) is not { } used)
        {
            return new EdgeReason(EdgeReasonKind.NoOrder, kinds, null);
        }

        if (user == used)
        {
            return JudgeSiblings(user, from, to);
        }

        return user.Index < used.Index
            ? new EdgeReason(EdgeReasonKind.LowerLayer, kinds, used.Location) { Layers = (user, used) }
            : new EdgeReason(EdgeReasonKind.HigherLayer, kinds, used.Location) { Layers = (user, used) };
    }

    private EdgeReason JudgeSiblings(Layer layer, Package from, Package to)
    {
        var listed = layer.Edges.FirstOrDefault(e => Lists(e, from, to));
        var kind = GetSlice(from) == GetSlice(to) ? EdgeReasonKind.SameSlice
            : layer.Siblings == SiblingRule.Allow ? EdgeReasonKind.SiblingsAllowed
            : listed is not null ? EdgeReasonKind.ListedEdge
            : EdgeReasonKind.UnlistedSibling;
        var listing = kind == EdgeReasonKind.ListedEdge ? listed : null;
        return new EdgeReason(kind, Policy.Workspace.Kinds, listing?.Location ?? layer.Location) { Layers = (layer, layer), Edge = listing };
    }
}
