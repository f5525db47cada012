using System.Collections.Immutable;
using Harness.Diagnostics;

namespace Harness.GitHub.Verdicts;

/// <summary>How a check run ends.</summary>
public enum CheckOutcome
{
    /// <summary>It has not ended: what waits for it waits.</summary>
    Running,

    /// <summary>Yes.</summary>
    Success,

    /// <summary>No.</summary>
    Failure,
}

/// <summary>A note of a check run at a place.</summary>
/// <param name="Path">The path.</param>
/// <param name="Line">The first line, from 1.</param>
/// <param name="EndLine">The last line.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Title">One line.</param>
/// <param name="Message">What is wrong.</param>
public sealed record CheckAnnotation(string Path, int Line, int EndLine, DiagnosticSeverity Severity, string Title, string Message);

/// <summary>A check run.</summary>
public sealed class CheckPost
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How it ends.</summary>
    public required CheckOutcome Outcome { get; init; }

    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>Markdown, at most 65,535 characters.</summary>
    public required string Summary { get; init; }

    /// <summary>Its notes, in order.</summary>
    public ImmutableArray<CheckAnnotation> Annotations { get; init; } = [];
}
