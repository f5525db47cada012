using System.Collections.Immutable;
using Harness.Policies;
using Harness.Trees;

namespace Harness.Reviews;

/// <summary>What an architect says of a dimension, the mildest first.</summary>
public enum JudgementKind
{
    /// <summary>Nothing stands against it.</summary>
    Pass,

    /// <summary>Something should be looked at, and holds nothing up.</summary>
    Concern,

    /// <summary>It must not merge as it is.</summary>
    Block,
}

/// <summary>What an architect says of one dimension.</summary>
/// <param name="Dimension">The dimension.</param>
/// <param name="Kind">What it comes to.</param>
/// <param name="Reason">Why, in plain text.</param>
public sealed record Judgement(ReviewDimension Dimension, JudgementKind Kind, string Reason);

/// <summary>What an architect says of a place.</summary>
/// <param name="Path">The path, as the merge result has it.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Text">What is to be said, in plain text.</param>
public sealed record ReviewNote(RepoPath Path, int Line, string Text);

/// <summary>An architect's review: each dimension once, in order. It can only add to what rules find.</summary>
public sealed class ArchitectReview
{
    /// <summary>Creates a review.</summary>
    /// <param name="judgements">A judgement of each dimension.</param>
    /// <param name="notes">What is said of places.</param>
    /// <exception cref="ArgumentException">A dimension is missing, or is there twice.</exception>
    public ArchitectReview(IEnumerable<Judgement> judgements, ImmutableArray<ReviewNote> notes)
    {
        Judgements = [.. judgements.OrderBy(j => j.Dimension)];
        Notes = notes;
        if (!Judgements.Select(j => j.Dimension).SequenceEqual(ReviewDimensions.All))
        {
            throw new ArgumentException("a review judges each dimension once", nameof(judgements));
        }
    }

    /// <summary>A judgement of each dimension.</summary>
    public ImmutableArray<Judgement> Judgements { get; }

    /// <summary>What is said of places.</summary>
    public ImmutableArray<ReviewNote> Notes { get; }
}

/// <summary>Words for judgements.</summary>
public static class JudgementKinds
{
    /// <summary>Returns the word of answers: <c>pass</c>, <c>concern</c>, <c>block</c>.</summary>
    /// <param name="kind">The judgement.</param>
    public static string ToText(this JudgementKind kind) => kind switch
    {
        JudgementKind.Block => "block",
        JudgementKind.Concern => "concern",
        _ => "pass",
    };
}
