using System.Collections.Immutable;
using Harness.Ownership;
using Harness.Policies;

namespace Harness.Rights;

/// <summary>The tree of a change whose packages decide the owner of a path. The rights come from the target's tip in both cases.</summary>
public enum ChangeSide
{
    /// <summary>The packages of the target's tip.</summary>
    Before,

    /// <summary>The packages of the merge result.</summary>
    After,
}

/// <summary>The right that a changed path needs, as one of the trees has it owned.</summary>
public sealed class RightDemand
{
    internal RightDemand(ChangeSide side, PathOwnership ownership) => (Side, Ownership) = (side, ownership);

    /// <summary>The tree whose packages decide.</summary>
    public ChangeSide Side { get; }

    /// <summary>The owner of the path in that tree, and the reason.</summary>
    public PathOwnership Ownership { get; }

    /// <summary>The right by which the path may change, or <see langword="null"/> if it may not.</summary>
    public HeldRight? Right { get; internal init; }

    /// <summary>
    /// The agents whose consent is missing. Empty if the right is held, or if only an advisor could consent (protected or unowned paths).
    /// </summary>
    public ImmutableArray<Agent> Missing { get; internal init; } = [];

    /// <summary>
    /// The contributor without a right who has the strongest evidence, or <see langword="null"/> if all have the right or nobody is known.
    /// </summary>
    public Contributor? Without { get; internal init; }

    /// <summary>The reason why the right is missing, in words. Empty if it is held.</summary>
    public string Lack { get; internal init; } = "";

    /// <summary>
    /// The parts of the change that go beyond a shared file's meaning, or that concern other agents' packages in a root manifest, each with its
    /// place.
    /// </summary>
    public ImmutableArray<RightObstacle> Obstacles { get; internal init; } = [];
}
