namespace Harness.Diagnostics;

/// <summary>How much a diagnostic weighs.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>Should be mended.</summary>
    Warning,

    /// <summary>Must be mended: fails a check by default.</summary>
    Error,
}
