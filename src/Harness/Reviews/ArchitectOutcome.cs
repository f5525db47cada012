namespace Harness.Reviews;

/// <summary>The state of the architecture review.</summary>
public enum ArchitectState
{
    /// <summary>There is no architect, so only machines decide.</summary>
    None,

    /// <summary>The architect was not asked, because the change is already blocked.</summary>
    NotAsked,

    /// <summary>The architect has reviewed the change.</summary>
    Answered,

    /// <summary>The architect was asked and gave no usable answer.</summary>
    Failed,
}

/// <summary>The outcome of the architecture review of a change.</summary>
public sealed class ArchitectOutcome
{
    private ArchitectOutcome(ArchitectState state, ArchitectReview? review, string? failure) => (State, Review, Failure) = (state, review, failure);

    /// <summary>There is no architect.</summary>
    public static ArchitectOutcome None { get; } = new(ArchitectState.None, null, null);

    /// <summary>The architect was not asked.</summary>
    public static ArchitectOutcome NotAsked { get; } = new(ArchitectState.NotAsked, null, null);

    /// <summary>The state of the review.</summary>
    public ArchitectState State { get; }

    /// <summary>The review, or <see langword="null"/> without one.</summary>
    public ArchitectReview? Review { get; }

    /// <summary>The problem with the answer, or <see langword="null"/> if there was none.</summary>
    public string? Failure { get; }

    /// <summary>Returns an architect has reviewed the change.</summary>
    /// <param name="review">The review.</param>
    public static ArchitectOutcome From(ArchitectReview review) => new(ArchitectState.Answered, review, null);

    /// <summary>Returns an architect was asked and gave no usable answer.</summary>
    /// <param name="failure">The problem with the answer.</param>
    public static ArchitectOutcome Failed(string failure) => new(ArchitectState.Failed, null, failure);
}
