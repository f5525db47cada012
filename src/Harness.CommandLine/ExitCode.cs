namespace Harness.CommandLine;

/// <summary>The exit codes of the process.</summary>
internal static class ExitCode
{
    /// <summary>No finding at or above the threshold.</summary>
    public const int Clean = 0;

    /// <summary>Findings at or above the threshold.</summary>
    public const int Findings = 1;

    /// <summary>Could not run: there is no result.</summary>
    public const int CouldNotRun = 2;

    /// <summary>Something that a verdict needs has not ended yet. Only <c>harness-reviewer review</c> returns it.</summary>
    public const int Waiting = 3;
}
