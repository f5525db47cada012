using System.Collections.Immutable;

namespace Harness.GitHub.Verdicts;

/// <summary>The decision of a review on the host.</summary>
public enum ReviewDecision
{
    /// <summary>No decision. An earlier approval is withdrawn.</summary>
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

/// <summary>A label of a pull request.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Color">Its colour, six hexadecimal digits.</param>
/// <param name="Description">Its description, at most 100 characters.</param>
public sealed record LabelPost(string Name, string Color, string Description);

/// <summary>The content to publish on a pull request. Publishing it again changes nothing.</summary>
public sealed class VerdictPost
{
    /// <summary>The number of the pull request.</summary>
    public required int Number { get; init; }

    /// <summary>The id of the commit that the verdict is of.</summary>
    public required string Head { get; init; }

    /// <summary>The decision of the review.</summary>
    public required ReviewDecision Decision { get; init; }

    /// <summary>
    /// The fingerprint of this verdict and head. Equal texts on one head have equal fingerprints. It consists of letters and digits.
    /// </summary>
    public required string Fingerprint { get; init; }

    /// <summary>The body of the review, Markdown.</summary>
    public required string Body { get; init; }

    /// <summary>The review's comments on added lines.</summary>
    public ImmutableArray<InlineComment> Comments { get; init; } = [];

    /// <summary>The summary in Markdown, which is updated and never repeated.</summary>
    public required string Summary { get; init; }

    /// <summary>The labels to put on.</summary>
    public ImmutableArray<LabelPost> Labels { get; init; } = [];

    /// <summary>The labels to take off.</summary>
    public ImmutableArray<string> StaleLabels { get; init; } = [];

    /// <summary>The check run, or <see langword="null"/> if the account is not an app, because only apps can write one.</summary>
    public CheckPost? Check { get; init; }
}
