namespace Harness.Rights;

/// <summary>The kind of right by which a path may change.</summary>
public enum RightKind
{
    /// <summary>Every contributor owns the path.</summary>
    Ownership,

    /// <summary>Every contributor is an advisor or owns the path.</summary>
    Advisor,

    /// <summary>The owner has leased it.</summary>
    Lease,

    /// <summary>The path is shared, and the change keeps to its meaning.</summary>
    Shared,

    /// <summary>The change is of a bounded kind that is granted.</summary>
    Grant,

    /// <summary>In a workspace's root manifest, only entries change that concern packages of the contributors.</summary>
    Entries,

    /// <summary>Only exceptions or lines of the baseline go.</summary>
    Shrink,

    /// <summary>The owners have approved exactly this head.</summary>
    Consent,
}

/// <summary>A right to change a path.</summary>
/// <param name="Kind">The kind of right.</param>
/// <param name="Phrase">The right in words: <c>'app-dev' owns it</c>.</param>
public sealed record HeldRight(RightKind Kind, string Phrase);
