using System.Text;
using Harness.Diagnostics;

namespace Harness.Sarif;

/// <summary>The text of a result: the problem, its reason, the advice, and links to the places that explain it.</summary>
internal static class MessageText
{
    /// <summary>The id of the only message of every rule, for readers that use ids: the rule's title and the finding's key.</summary>
    public const string Id = "default";

    public static string Template(DiagnosticDescriptor descriptor) => descriptor.Title.TrimEnd('.')
        .Replace("{", "{{", StringComparison.Ordinal)
        .Replace("}", "}}", StringComparison.Ordinal) + ": '{0}'.";

    public static string Argument(Diagnostic finding) =>
        finding.Key.Arguments.IsEmpty ? finding.Location.ToString() : string.Join(' ', finding.Key.Arguments);

    public static string Create(Diagnostic finding, int relatedLocations)
    {
        var text = new StringBuilder(Escape(Sentence(finding.Message)));
        foreach (var note in finding.Notes.Where(n => n.Text.Length > 0))
        {
            text.Append('\n').Append(Escape(Sentence($"{note.Label}: {note.Text}")));
        }

        if (finding.Help.Length > 0)
        {
            text.Append('\n').Append(Escape(Sentence("help: " + finding.Help)));
        }

        for (var i = 0; i < relatedLocations; i++)
        {
            var related = finding.RelatedLocations[i];
            var label = related.Message.Length > 0 ? related.Message : related.Location.ToString();
            text.Append("\nsee [").Append(Brackets(label)).Append("](").Append(i + 1).Append(").");
        }

        return text.ToString();
    }

    public static string Sentence(string text) => text.Length > 0 && text[^1] == '.' ? text : text + ".";

    public static string Limit(string text, int length) => text.Length <= length ? text
        : text[..(char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1)] + "…";

    // "[x](1)" is a link to a related location. A name that only looks like one must not become one.
    private static string Escape(string text) => text.Contains("](", StringComparison.Ordinal) ? Brackets(text) : text;

    private static string Brackets(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("[", "\\[", StringComparison.Ordinal)
        .Replace("]", "\\]", StringComparison.Ordinal);
}
