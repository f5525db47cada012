using Harness.Diagnostics;

namespace Harness.Reporting;

/// <summary>Whether text is coloured. A front-end decides it: it alone knows the terminal.</summary>
public enum TextStyle
{
    /// <summary>No escape sequences.</summary>
    Plain,

    /// <summary>ANSI colours.</summary>
    Colored,
}

internal static class TextStyleExtensions
{
    public static string Severity(this TextStyle style, DiagnosticSeverity severity, string text) => style.Paint(severity switch
    {
        DiagnosticSeverity.Error => "1;31",
        DiagnosticSeverity.Warning => "1;33",
        _ => "1;36",
    }, text);

    public static string Strong(this TextStyle style, string text) => style.Paint("1", text);

    public static string Frame(this TextStyle style, string text) => style.Paint("1;34", text);

    public static string Code(this TextStyle style, string text) => style.Paint("36", text);

    private static string Paint(this TextStyle style, string code, string text) =>
        style == TextStyle.Colored ? $"\e[{code}m{text}\e[0m" : text;
}
