using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Harness.Reporting;

/// <summary>
/// Escapes text of files and names for a terminal. Characters that a terminal would obey or hide (control characters, direction marks, zero-width
/// characters) are escaped. A manifest then cannot repaint the screen or disguise a name. The logs of GitHub's, Azure's and TeamCity's runners are
/// terminals too, and obey <c>##[command]</c> anywhere in a line.
/// </summary>
public static partial class VisibleText
{
    private const int TabWidth = 4;

    /// <summary>Returns the text with every such character escaped as <c>\u{202e}</c>. A tab becomes spaces.</summary>
    /// <param name="text">Any text.</param>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var visible = text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 ? text : Spell(text);
        return visible.Contains("##", StringComparison.Ordinal) ? RunnerCommand().Replace(visible, "#\\u{23}") : visible;
    }

    [GeneratedRegex(@"##(?=[a-zA-Z]*\[)")]
    private static partial Regex RunnerCommand();

    private static string Spell(string text)
    {
        var visible = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\t')
            {
                visible.Append(' ', TabWidth);
            }
            else if (IsHidden(Rune.GetUnicodeCategory(rune)))
            {
                visible.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            }
            else
            {
                visible.Append(rune.ToString());
            }
        }

        return visible.ToString();
    }

    private static bool IsHidden(UnicodeCategory category) => category is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
