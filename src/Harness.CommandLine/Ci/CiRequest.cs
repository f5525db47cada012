using Harness.Diagnostics;

namespace Harness.CommandLine.Ci;

/// <summary>What a step of a workflow is for.</summary>
internal enum CiMode
{
    /// <summary>It blocks: what an event would bring is judged, and findings fail the step.</summary>
    Gate,

    /// <summary>It tells: the findings become SARIF, and fail nothing.</summary>
    Scan,
}

/// <summary>What a step was asked for.</summary>
internal sealed class CiRequest
{
    /// <summary>What the step is for.</summary>
    public required CiMode Mode { get; init; }

    /// <summary>The path of the policy in the repository, or <see langword="null"/> for the one at the top.</summary>
    public string? Policy { get; init; }

    /// <summary>The least severity that fails the step.</summary>
    public required DiagnosticSeverity FailOn { get; init; }

    /// <summary>The absolute path of the SARIF, or <see langword="null"/> for none.</summary>
    public string? Sarif { get; init; }

    /// <summary>A value that indicates whether the SARIF is uploaded to code scanning.</summary>
    public bool IsUploaded { get; init; }
}
