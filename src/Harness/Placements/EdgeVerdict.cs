using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Workspaces;

namespace Harness.Placements;

/// <summary>Whether a package may use another, by each line of the policy that is about it. The edge need not exist.</summary>
public sealed class EdgeVerdict
{
    internal EdgeVerdict(Package from, Package? to, string name, ImmutableArray<EdgeReason> reasons) =>
        (From, To, Name, Reasons) = (from, to, name, reasons);

    /// <summary>The package that uses.</summary>
    public Package From { get; }

    /// <summary>The package that is used, or <see langword="null"/> for a crate that is none of the tree.</summary>
    public Package? To { get; }

    /// <summary>The name of what is used.</summary>
    public string Name { get; }

    /// <summary>What the policy says: first the layers, if both ends are packages, then each forbid and confine that denies, in its order.</summary>
    public ImmutableArray<EdgeReason> Reasons { get; }

    /// <summary>The kinds of dependencies that something denies.</summary>
    public DependencyKinds DeniedKinds => Reasons.Where(r => r.Denies).Aggregate(DependencyKinds.None, (kinds, r) => kinds | r.Kinds);
}
