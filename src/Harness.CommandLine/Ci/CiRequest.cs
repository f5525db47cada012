using Harness.Diagnostics;

namespace Harness.CommandLine.Ci;

/// <summary>The purpose of a workflow step.</summary>
internal enum CiMode
{
    /// <summary>The step judges the changes of an event, and findings fail it.</summary>
    Gate,

    /// <summary>The step reports findings as SARIF, and they do not fail it.</summary>
    Scan,
}

/// <summary>The options of a step.</summary>
internal sealed class CiRequest
{
    /// <summary>The purpose of the step.</summary>
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
