using Harness.Diagnostics;

namespace Harness.Reporting;

/// <summary>The style of text, with or without colours. A front-end decides it, because only it knows the terminal.</summary>
public enum TextStyle
{
    /// <summary>No escape sequences.</summary>
    Plain,

    /// <summary>ANSI colours.</summary>
    Colored,
}

/// <summary>Colours text by its role.</summary>
public static class TextStyleExtensions
{
    /// <summary>Formats text that shows a severity.</summary>
    /// <param name="style">A value that indicates whether to colour.</param>
    /// <param name="severity">The severity.</param>
    /// <param name="text">The text.</param>
    public static string Severity(this TextStyle style, DiagnosticSeverity severity, string text) => style.Paint(severity switch
    {
        DiagnosticSeverity.Error => "1;31",
        DiagnosticSeverity.Warning => "1;33",
        _ => "1;36",
    }, text);

    /// <summary>Formats text that is read first.</summary>
    /// <param name="style">A value that indicates whether to colour.</param>
    /// <param name="text">The text.</param>
    public static string Strong(this TextStyle style, string text) => style.Paint("1", text);

    /// <summary>Formats the frame of a source line.</summary>
    /// <param name="style">A value that indicates whether to colour.</param>
    /// <param name="text">The text.</param>
    public static string Frame(this TextStyle style, string text) => style.Paint("1;34", text);

    /// <summary>Code within text.</summary>
    /// <param name="style">A value that indicates whether to colour.</param>
    /// <param name="text">The text.</param>
    public static string Code(this TextStyle style, string text) => style.Paint("36", text);

    /// <summary>Returns a heading of a help text.</summary>
    /// <param name="style">A value that indicates whether to colour.</param>
    /// <param name="text">The text.</param>
    public static string Heading(this TextStyle style, string text) => style.Paint("1;32", text);

    /// <summary>Returns a word of a help text that a user types.</summary>
    /// <param name="style">A value that indicates whether to colour.</param>
    /// <param name="text">The text.</param>
    public static string Emphasis(this TextStyle style, string text) => style.Paint("1;36", text);

    private static string Paint(this TextStyle style, string code, string text) =>
        style == TextStyle.Colored ? $"\e[{code}m{text}\e[0m" : text;
}
