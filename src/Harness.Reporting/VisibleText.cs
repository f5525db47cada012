using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Harness.Reporting;

/// <summary>
/// Text of files and names as a terminal may show it. What a terminal would obey or hide (control characters, direction marks,
/// zero-width characters) is spelt out, so that a manifest can neither repaint the screen nor show another name than it holds. The logs
/// of GitHub's, Azure's and TeamCity's runners are terminals too, and obey <c>##[command]</c> wherever it is in a line.
/// </summary>
public static partial class VisibleText
{
    private const int TabWidth = 4;

    /// <summary>Returns the text with every such character spelt out as <c>\u{202e}</c>; a tab becomes spaces.</summary>
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
