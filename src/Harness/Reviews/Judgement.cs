using System.Collections.Immutable;
using Harness.Policies;
using Harness.Trees;

namespace Harness.Reviews;

/// <summary>The judgement of an architect on a dimension, mildest first.</summary>
public enum JudgementKind
{
    /// <summary>There is no objection.</summary>
    Pass,

    /// <summary>Something should be looked at, but does not block the change.</summary>
    Concern,

    /// <summary>The change must not merge as it is.</summary>
    Block,
}

/// <summary>A judgement of an architect on one dimension.</summary>
/// <param name="Dimension">The dimension.</param>
/// <param name="Kind">The kind of judgement.</param>
/// <param name="Reason">The reason, in plain text.</param>
public sealed record Judgement(ReviewDimension Dimension, JudgementKind Kind, string Reason);

/// <summary>A comment of an architect on a line.</summary>
/// <param name="Path">The path, as the merge result has it.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Text">The comment, in plain text.</param>
public sealed record ReviewNote(RepoPath Path, int Line, string Text);

/// <summary>An architect's review: each dimension once, in order. It can only add to the findings of rules.</summary>
public sealed class ArchitectReview
{
    /// <summary>Creates a review.</summary>
    /// <param name="judgements">A judgement of each dimension.</param>
    /// <param name="notes">The comments on lines.</param>
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

    /// <summary>The comments on lines.</summary>
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
