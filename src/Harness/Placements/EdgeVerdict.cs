using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Workspaces;

namespace Harness.Placements;

/// <summary>The verdict of a policy on one package using another, with all reasons. The edge need not exist.</summary>
public sealed class EdgeVerdict
{
    internal EdgeVerdict(Package from, Package? to, string name, ImmutableArray<EdgeReason> reasons) =>
        (From, To, Name, Reasons) = (from, to, name, reasons);

    /// <summary>The package that uses.</summary>
    public Package From { get; }

    /// <summary>The package that is used, or <see langword="null"/> for an external crate.</summary>
    public Package? To { get; }

    /// <summary>The name of the crate that is used.</summary>
    public string Name { get; }

    /// <summary>
    /// The reasons: first the layers, if both ends are packages, then each forbid and confine that denies the edge, in the order of the policy.
    /// </summary>
    public ImmutableArray<EdgeReason> Reasons { get; }

    /// <summary>The kinds of dependencies that at least one reason denies.</summary>
    public DependencyKinds DeniedKinds => Reasons.Where(r => r.Denies).Aggregate(DependencyKinds.None, (kinds, r) => kinds | r.Kinds);
}
