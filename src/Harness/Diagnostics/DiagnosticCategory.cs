namespace Harness.Diagnostics;

/// <summary>What a rule's findings are about.</summary>
public enum DiagnosticCategory
{
    /// <summary>The input: a file that could not be read, or a state that could not be judged. Such a finding ends a check with exit 2.</summary>
    Input,

    /// <summary>The policy itself: an entry that is wrong, out of date, or without effect.</summary>
    Policy,

    /// <summary>The direction of dependencies.</summary>
    Direction,

    /// <summary>The ownership of what a change touches.</summary>
    Ownership,

    /// <summary>How a change came about.</summary>
    Process,

    /// <summary>Source code. Findings of other tools are in this category too.</summary>
    Source,
}
