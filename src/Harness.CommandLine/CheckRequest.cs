using Harness.CommandLine.Changes;
using Harness.Diagnostics;
using Harness.Fixes;
using Harness.Policies;

namespace Harness.CommandLine;

/// <summary>The handling of fixes.</summary>
internal enum FixMode
{
    /// <summary>Fixes are not used.</summary>
    None,

    /// <summary>They are shown.</summary>
    Preview,

    /// <summary>They are applied.</summary>
    Apply,
}

/// <summary>The options of a check.</summary>
internal sealed class CheckRequest
{
    /// <summary>The absolute path of the directory that is judged.</summary>
    public required string Root { get; init; }

    /// <summary>The absolute path of the policy, or <see langword="null"/> for the one at the top.</summary>
    public string? Policy { get; init; }

    /// <summary>The least severity that fails the check.</summary>
    public DiagnosticSeverity FailOn { get; init; } = DiagnosticSeverity.Error;

    /// <summary>The change to judge, or <see langword="null"/> for the current tree.</summary>
    public ChangeRequest? Change { get; init; }

    /// <summary>The past that is judged instead, or <see langword="null"/> if it is not.</summary>
    public HistoryRequest? History { get; init; }

    /// <summary>The enforcement, or <see langword="null"/> for that of the policy.</summary>
    public Enforcement? Enforcement { get; init; }

    /// <summary>The absolute paths of other tools' reports, whose findings count as well.</summary>
    public IReadOnlyList<string> Included { get; init; } = [];

    /// <summary>The handling of fixes.</summary>
    public FixMode Fixes { get; init; }

    /// <summary>The selection of the fixes to apply.</summary>
    public FixSafety Safety { get; init; }

    /// <summary>The outputs.</summary>
    public required IReadOnlyList<OutputFormat> Formats { get; init; }

    /// <summary>The date, in UTC, against which exceptions are checked.</summary>
    public required DateOnly Today { get; init; }
}
