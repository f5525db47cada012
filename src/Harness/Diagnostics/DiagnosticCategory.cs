namespace Harness.Diagnostics;

/// <summary>The subject of a rule's findings.</summary>
public enum DiagnosticCategory
{
    /// <summary>The input: a file that could not be read, or a state that could not be judged. Such a finding ends a check with exit 2.</summary>
    Input,

    /// <summary>The policy itself: an entry that is wrong, out of date, or without effect.</summary>
    Policy,

    /// <summary>The direction of dependencies.</summary>
    Direction,

    /// <summary>The ownership of the paths that a change touches.</summary>
    Ownership,

    /// <summary>The way in which a change was made.</summary>
    Process,

    /// <summary>Source code. Findings of other tools are in this category too.</summary>
    Source,
}
