using System.Collections.Immutable;

namespace Harness.GitHub.Verdicts;

/// <summary>What a review is to say to the host.</summary>
public enum ReviewDecision
{
    /// <summary>Nothing: what was approved before is approved no more.</summary>
    None,

    /// <summary>Yes.</summary>
    Approve,

    /// <summary>No.</summary>
    RequestChanges,
}

/// <summary>A comment on an added line of a pull request.</summary>
/// <param name="Path">The path.</param>
/// <param name="Line">The line of the file as the head has it, from 1.</param>
/// <param name="Text">The comment, Markdown.</param>
public sealed record InlineComment(string Path, int Line, string Text);

/// <summary>A label that a pull request may bear.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Color">Its colour, six hexadecimal digits.</param>
/// <param name="Description">What it says, at most 100 characters.</param>
public sealed record LabelPost(string Name, string Color, string Description);

/// <summary>What is to be on a pull request; the same again changes nothing.</summary>
public sealed class VerdictPost
{
    /// <summary>The number of the pull request.</summary>
    public required int Number { get; init; }

    /// <summary>The id of the commit that the verdict is of.</summary>
    public required string Head { get; init; }

    /// <summary>What the review says.</summary>
    public required ReviewDecision Decision { get; init; }

    /// <summary>What tells this verdict from any other, also of another head: equal texts of one head, equal fingerprints. Letters and digits.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The body of the review, Markdown.</summary>
    public required string Body { get; init; }

    /// <summary>The review's comments on added lines.</summary>
    public ImmutableArray<InlineComment> Comments { get; init; } = [];

    /// <summary>The one summary, Markdown: it is updated and never repeated.</summary>
    public required string Summary { get; init; }

    /// <summary>The labels to put on.</summary>
    public ImmutableArray<LabelPost> Labels { get; init; } = [];

    /// <summary>The labels to take off.</summary>
    public ImmutableArray<string> StaleLabels { get; init; } = [];

    /// <summary>The check run, or <see langword="null"/> for an account that is not an app, which cannot write one.</summary>
    public CheckPost? Check { get; init; }
}
