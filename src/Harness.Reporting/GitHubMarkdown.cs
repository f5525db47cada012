using System.Text;

namespace Harness.Reporting;

/// <summary>
/// Text of files and names for where GitHub renders Markdown: summaries, reviews, comments. It shows what it says and does nothing: no
/// markup, no HTML, no mention, no link, no reference to an issue. See "GitHub Flavored Markdown Spec", backslash escapes and
/// autolinks, and GitHub's "Autolinked references and URLs".
/// </summary>
public static class GitHubMarkdown
{
    // Splits a word for whoever looks for references after Markdown was read, and is not seen.
    private const char Splitter = '\u200B';

    // The punctuation that can be markup anywhere, and what can be only where a line begins: "- item", "+ item", "1. item", "===".
    private const string Markup = "\\`*_{}[]()<>#|~&:$";
    private const string Leading = "-+=.";

    /// <summary>Returns the text for a paragraph, a list item or a cell of a table; line ends become breaks.</summary>
    /// <param name="text">Any text.</param>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Join("<br>", text.ReplaceLineEndings("\n").Split('\n').Select(line => EscapeLine(VisibleText.Escape(line).Trim(' '))));
    }

    private static string EscapeLine(string line)
    {
        var escaped = new StringBuilder(line.Length + 16);
        for (var at = 0; at < line.Length; at++)
        {
            if (Markup.Contains(line[at], StringComparison.Ordinal) || (Leading.Contains(line[at], StringComparison.Ordinal) && IsLeading(line.AsSpan(0, at))))
            {
                escaped.Append('\\');
            }

            escaped.Append(line[at]);
            if (BeginsReference(line, at))
            {
                escaped.Append(Splitter);
            }
        }

        return escaped.ToString();
    }

    private static bool IsLeading(ReadOnlySpan<char> before) => before.TrimStart(' ').IndexOfAnyExceptInRange('0', '9') < 0;

    // @name, #12, GH-12, https://, www.
    private static bool BeginsReference(string line, int at) => line[at] switch
    {
        '@' or '#' => true,
        ':' => line.AsSpan(at).StartsWith("://"),
        'h' or 'H' => Next(line, at) == '-',
        'w' or 'W' => Next(line, at) == '.',
        _ => false,
    };

    private static char Next(string line, int at) => at + 1 < line.Length ? line[at + 1] : '\0';
}
