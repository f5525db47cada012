using Harness.Reviews;

namespace Harness.Reviewer;

/// <summary>How the process ends.</summary>
internal static class ExitCode
{
    /// <summary>Approved; nothing to do; no drift.</summary>
    public const int Clean = 0;

    /// <summary>Changes requested; something slipped through; drift.</summary>
    public const int Findings = 1;

    /// <summary>Could not run, or could not judge.</summary>
    public const int CouldNotRun = 2;

    /// <summary>Something that a verdict needs has not ended yet.</summary>
    public const int Waiting = 3;

    /// <summary>The code of a verdict.</summary>
    public static int Of(VerdictKind kind) => kind switch
    {
        VerdictKind.Approved => Clean,
        VerdictKind.Waiting => Waiting,
        VerdictKind.ChangesRequested => Findings,
        _ => CouldNotRun,
    };
}
