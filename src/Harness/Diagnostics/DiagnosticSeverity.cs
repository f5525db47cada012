namespace Harness.Diagnostics;

/// <summary>The severity of a diagnostic.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>Should be fixed.</summary>
    Warning,

    /// <summary>Must be fixed. It fails a check by default.</summary>
    Error,
}

/// <summary>Severities in words.</summary>
public static class DiagnosticSeverityText
{
    /// <summary>Returns the word of policies and reports: <c>note</c>, <c>warning</c>, <c>error</c>.</summary>
    /// <param name="severity">The severity.</param>
    public static string ToText(this DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "note",
    };
}
