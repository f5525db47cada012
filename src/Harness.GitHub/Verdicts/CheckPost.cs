using System.Collections.Immutable;
using Harness.Diagnostics;

namespace Harness.GitHub.Verdicts;

/// <summary>The outcome of a check run.</summary>
public enum CheckOutcome
{
    /// <summary>The run has not ended, and blocks whatever waits for it.</summary>
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
/// <param name="Severity">The severity.</param>
/// <param name="Title">One line.</param>
/// <param name="Message">The problem.</param>
public sealed record CheckAnnotation(string Path, int Line, int EndLine, DiagnosticSeverity Severity, string Title, string Message);

/// <summary>A check run.</summary>
public sealed class CheckPost
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The outcome.</summary>
    public required CheckOutcome Outcome { get; init; }

    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>Markdown, at most 65,535 characters.</summary>
    public required string Summary { get; init; }

    /// <summary>Its notes, in order.</summary>
    public ImmutableArray<CheckAnnotation> Annotations { get; init; } = [];
}
