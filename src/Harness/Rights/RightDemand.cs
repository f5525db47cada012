using System.Collections.Immutable;
using Harness.Ownership;
using Harness.Policies;

namespace Harness.Rights;

/// <summary>Which of the two trees of a change decides whose a path is. Rights are those of the target's tip in both.</summary>
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

    /// <summary>Whose the path is there, and by what.</summary>
    public PathOwnership Ownership { get; }

    /// <summary>The right by which the path may change, or <see langword="null"/> if it may not.</summary>
    public HeldRight? Right { get; internal init; }

    /// <summary>
    /// The agents whose consent is missing; empty where the right is held, and where only an advisor could consent (what is protected,
    /// what nobody owns).
    /// </summary>
    public ImmutableArray<Agent> Missing { get; internal init; } = [];

    /// <summary>
    /// The surest of those who made the change and have no right of their own, or <see langword="null"/> if all have, and where nobody is known.
    /// </summary>
    public Contributor? Without { get; internal init; }

    /// <summary>Why they have none, in words; empty where they have.</summary>
    public string Lack { get; internal init; } = "";

    /// <summary>What of a shared file's change lies beyond its meaning, or of a root manifest's concerns others; each with its place.</summary>
    public ImmutableArray<RightObstacle> Obstacles { get; internal init; } = [];
}
