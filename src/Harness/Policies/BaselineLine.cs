using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Harness.Diagnostics;

namespace Harness.Policies;

/// <summary>
/// The form of a finding's key in the baseline: the rule's number and the key's arguments, separated by spaces, with
/// <c>-&gt;</c> between the ends of an edge. An argument with other than plain ASCII characters is quoted and escaped like a string.
/// </summary>
internal static class BaselineLine
{
    private const string Arrow = "->";

    /// <summary>Writes the key of a finding.</summary>
    public static string Spell(Diagnostic finding)
    {
        var words = finding.Key.Arguments.Select(Quote).Prepend(finding.Key.RuleId).ToList();
        if (finding.Edge is not null && words.Count > 2)
        {
            words.Insert(2, Arrow);
        }

        return string.Join(' ', words);
    }

    /// <summary>Reads a line. Returns <see langword="null"/> if it is not a valid line.</summary>
    public static FindingKey? Parse(string line)
    {
        var words = new List<string>();
        for (var at = 0; at < line.Length; at++)
        {
            var isQuoted = line[at] == '"';
            var word = isQuoted ? ReadQuoted(line, ref at) : ReadBare(line, ref at);
            if (word is null || (at < line.Length && (line[at] != ' ' || at + 1 == line.Length)))
            {
                return null;
            }

            // The arrow is for readers only. An argument that looks like it is quoted.
            if (isQuoted || word != Arrow)
            {
                words.Add(word);
            }
        }

        return words.Count > 0 && DiagnosticDescriptor.IsId(words[0]) ? new FindingKey(words[0], [.. words.Skip(1)]) : null;
    }

    private static string? ReadBare(string line, ref int at)
    {
        var start = at;
        while (at < line.Length && IsPlain(line[at]))
        {
            at++;
        }

        return at == start ? null : line[start..at];
    }

    private static string? ReadQuoted(string line, ref int at)
    {
        var word = new StringBuilder();
        for (at++; at < line.Length && line[at] is >= ' ' and <= '~'; at++)
        {
            if (line[at] == '"')
            {
                at++;
                return word.ToString();
            }

            if (line[at] != '\\')
            {
                word.Append(line[at]);
            }
            else if (ReadEscape(line, ref at) is { } escaped)
            {
                word.Append(escaped);
            }
            else
            {
                return null;
            }
        }

        return null;
    }

    private static char? ReadEscape(string line, ref int at)
    {
        at++;
        if (at < line.Length && line[at] is '"' or '\\')
        {
            return line[at];
        }

        if (at + 4 < line.Length && line[at] == 'u' && ushort.TryParse(line.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            at += 4;
            return (char)unit;
        }

        return null;
    }

    private static string Quote(string word)
    {
        if (word.Length > 0 && word != Arrow && word.All(IsPlain))
        {
            return word;
        }

        var quoted = new StringBuilder("\"");
        foreach (var unit in word)
        {
            _ = unit switch
            {
                '"' or '\\' => quoted.Append('\\').Append(unit),
                >= ' ' and <= '~' => quoted.Append(unit),
                _ => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
            };
        }

        return quoted.Append('"').ToString();
    }

    private static bool IsPlain(char unit) => unit is > ' ' and <= '~' and not '"';
}
