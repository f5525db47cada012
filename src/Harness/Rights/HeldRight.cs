namespace Harness.Rights;

/// <summary>By what a path of a change may be changed.</summary>
public enum RightKind
{
    /// <summary>Everyone who made the change owns the path.</summary>
    Ownership,

    /// <summary>Everyone who made the change is an advisor, or owns it besides.</summary>
    Advisor,

    /// <summary>The owner has leased it.</summary>
    Lease,

    /// <summary>The path is shared, and the change keeps to its meaning.</summary>
    Shared,

    /// <summary>The change is of a bounded kind that is granted.</summary>
    Grant,

    /// <summary>Of a workspace's root manifest only entries change that concern packages of those who made the change.</summary>
    Entries,

    /// <summary>Only exceptions or lines of the baseline go.</summary>
    Shrink,

    /// <summary>Those who own it have approved exactly this head.</summary>
    Consent,
}

/// <summary>A right to change a path.</summary>
/// <param name="Kind">By what.</param>
/// <param name="Phrase">By what, in words: <c>'app-dev' owns it</c>.</param>
public sealed record HeldRight(RightKind Kind, string Phrase);
