using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Changes;
using Harness.Policies;
using Harness.Reviews;

namespace Harness.Reporting.Reviews;

/// <summary>All that an architect is given to judge a change by.</summary>
public sealed class ReviewPacket
{
    /// <summary>An unpredictable name, which an answer has to repeat.</summary>
    public required string Id { get; init; }

    /// <summary>The number of the pull request.</summary>
    public required int Number { get; init; }

    /// <summary>The title, as the author wrote it.</summary>
    public required string Title { get; init; }

    /// <summary>The account that opened it.</summary>
    public required string Author { get; init; }

    /// <summary>The id of the commit that is judged.</summary>
    public required string Head { get; init; }

    /// <summary>The branch that it would merge into.</summary>
    public required string Branch { get; init; }

    /// <summary>The change.</summary>
    public required Change Change { get; init; }

    /// <summary>The findings of rules.</summary>
    public required AnalysisResult Result { get; init; }

    /// <summary>The change by packages.</summary>
    public required ChangeOutline Outline { get; init; }

    /// <summary>The machine evidence, by dimension.</summary>
    public required ImmutableArray<DimensionEvidence> Evidence { get; init; }

    /// <summary>The review settings of the target's tip, with guidance for an architect.</summary>
    public required ReviewSettings Settings { get; init; }
}
