using Harness.CommandLine.Changes;
using Harness.Diagnostics;
using Harness.Fixes;
using Harness.Policies;

namespace Harness.CommandLine;

/// <summary>What is done with fixes.</summary>
internal enum FixMode
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>They are shown.</summary>
    Preview,

    /// <summary>They are applied.</summary>
    Apply,
}

/// <summary>What a check was asked for.</summary>
internal sealed class CheckRequest
{
    /// <summary>The absolute path of the directory that is judged.</summary>
    public required string Root { get; init; }

    /// <summary>The absolute path of the policy, or <see langword="null"/> for the one at the top.</summary>
    public string? Policy { get; init; }

    /// <summary>The least severity that fails the check.</summary>
    public DiagnosticSeverity FailOn { get; init; } = DiagnosticSeverity.Error;

    /// <summary>The change that is judged, or <see langword="null"/> for the tree as it stands.</summary>
    public ChangeRequest? Change { get; init; }

    /// <summary>The past that is judged instead, or <see langword="null"/> if it is not.</summary>
    public HistoryRequest? History { get; init; }

    /// <summary>Which findings fail the check, or <see langword="null"/> for what the policy says.</summary>
    public Enforcement? Enforcement { get; init; }

    /// <summary>The absolute paths of other tools' reports, whose findings count as well.</summary>
    public IReadOnlyList<string> Included { get; init; } = [];

    /// <summary>What is done with fixes.</summary>
    public FixMode Fixes { get; init; }

    /// <summary>Which fixes are applied.</summary>
    public FixSafety Safety { get; init; }

    /// <summary>The outputs.</summary>
    public required IReadOnlyList<OutputFormat> Formats { get; init; }

    /// <summary>The date, in UTC, against which exceptions are checked.</summary>
    public required DateOnly Today { get; init; }
}
