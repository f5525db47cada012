using System.Text;

namespace Harness.Reporting;

/// <summary>
/// Escapes text of files and names for GitHub's Markdown: summaries, reviews, comments. The text is shown literally, without markup, HTML, mentions,
/// links or references to issues. See "GitHub Flavored Markdown Spec", backslash escapes and autolinks, and GitHub's "Autolinked references and
/// URLs".
/// </summary>
public static class GitHubMarkdown
{
    // Splits a word for whoever looks for references after Markdown was read, and is not seen.
    private const char Splitter = '\u200B';

    // The punctuation that can be markup anywhere, and that which can be only at the start of a line: "- item", "+ item", "1. item", "===".
    private const string Markup = "\\`*_{}[]()<>#|~&:$";
    private const string Leading = "-+=.";

    /// <summary>Returns the text for a paragraph, a list item or a table cell. Line ends become breaks.</summary>
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
