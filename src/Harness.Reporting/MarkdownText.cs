using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Harness.Reporting;

/// <summary>
/// Formats Markdown for a terminal: strong headings, paragraphs and tables within a width, marked code. It supports the Markdown that the rules'
/// pages use.
/// </summary>
public sealed partial class MarkdownText
{
    private const string Fence = "```";
    private const int Gap = 2;
    private const int Narrowest = 8;
    private readonly StringBuilder output = new();
    private readonly int width;
    private readonly TextStyle style;

    private MarkdownText(int width, TextStyle style)
    {
        this.width = width;
        this.style = style;
    }

    /// <summary>Returns the text as lines of at most a width, code and single long words aside.</summary>
    /// <param name="markdown">The Markdown.</param>
    /// <param name="width">The columns of the terminal, from 20.</param>
    /// <param name="style">A value that indicates whether to colour it.</param>
    public static string Render(string markdown, int width, TextStyle style)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 20);
        var text = new MarkdownText(width, style);
        text.Write(markdown.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
        return text.output.ToString();
    }

    private void Write(string[] lines)
    {
        for (var at = 0; at < lines.Length;)
        {
            var start = at;
            var line = lines[at++];
            if (line.StartsWith(Fence, StringComparison.Ordinal))
            {
                at = FindFence(lines, at);
                WriteCode(line, lines[start..at]);
            }
            else if (line.StartsWith('#'))
            {
                foreach (var part in Wrap(Plain(line.TrimStart('#')), width))
                {
                    Line(style.Strong(part));
                }
            }
            else if (line.Length == 0)
            {
                Line("");
            }
            else
            {
                var kind = KindOf(line);
                while (at < lines.Length && Continues(kind, lines[at]))
                {
                    at++;
                }

                WriteBlock(kind, lines[start..at]);
            }
        }
    }

    private static int FindFence(string[] lines, int from)
    {
        var end = Array.IndexOf(lines, Fence, from);
        return end < 0 ? lines.Length : end + 1;
    }

    private static BlockKind KindOf(string line) =>
        line.StartsWith('|') ? BlockKind.Table : line.StartsWith("- ", StringComparison.Ordinal) ? BlockKind.Item : BlockKind.Paragraph;

    private static bool Continues(BlockKind kind, string line) =>
        line.Length > 0 && !line.StartsWith('#') && !line.StartsWith(Fence, StringComparison.Ordinal)
        && (kind == BlockKind.Table) == (KindOf(line) == BlockKind.Table) && KindOf(line) != BlockKind.Item;

    private void WriteBlock(BlockKind kind, string[] lines)
    {
        if (kind == BlockKind.Table)
        {
            WriteTable([.. lines.Where(l => !Rule.IsMatch(l)).Select(Cells)]);
            return;
        }

        var (first, indent) = kind == BlockKind.Item ? ("- ", "  ") : ("", "");
        var text = string.Join(' ', lines.Select((line, at) => (at == 0 ? line[first.Length..] : line).Trim()));
        WriteWrapped(Wrap(Plain(text), width - indent.Length), first, indent);
    }

    private void WriteWrapped(List<string> lines, string first, string indent)
    {
        var code = new CodePainter(style);
        for (var at = 0; at < lines.Count; at++)
        {
            Line((at == 0 ? first : indent) + code.Paint(lines[at]));
        }
    }

    private void WriteCode(string fence, string[] lines)
    {
        var file = fence.IndexOf("file=", StringComparison.Ordinal);
        if (file >= 0)
        {
            Line(style.Frame("  -- " + fence[(file + 5)..]));
        }

        foreach (var line in lines.Skip(1).Where(l => l != Fence))
        {
            Line(line.Length == 0 ? "" : "  " + VisibleText.Escape(line));
        }
    }

    private void WriteTable(ImmutableArray<ImmutableArray<string>> rows)
    {
        var columns = rows.Select(r => r.Length).DefaultIfEmpty().Max();
        var widths = Enumerable.Range(0, columns).Select(c => rows.Max(r => c < r.Length ? r[c].Length : 0)).ToArray();
        while (widths.Sum() + (Gap * (columns - 1)) > width && widths.Max() > Narrowest)
        {
            widths[Array.IndexOf(widths, widths.Max())]--;
        }

        for (var row = 0; row < rows.Length; row++)
        {
            var cells = rows[row].Select((cell, c) => Wrap(cell, widths[c])).ToArray();
            var painters = cells.Select(_ => new CodePainter(style)).ToArray();
            for (var at = 0; at < cells.Max(c => c.Count); at++)
            {
                var parts = cells.Select((cell, c) => PadTo(at < cell.Count ? cell[at] : "", c == cells.Length - 1 ? 0 : widths[c] + Gap, row == 0 ? text => style.Strong(text) : painters[c].Paint));
                Line(string.Concat(parts).TrimEnd());
            }
        }
    }

    private static string PadTo(string text, int columns, Func<string, string> paint) => paint(text) + new string(' ', Math.Max(0, columns - text.Length));

    private static ImmutableArray<string> Cells(string row) =>
        [.. Bar.Split(row.Trim().Trim('|')).Select(c => Plain(c.Trim()).Replace("\\|", "|", StringComparison.Ordinal))];

    private static List<string> Wrap(string text, int columns)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > columns)
            {
                lines.Add(line);
                line = "";
            }

            line += line.Length == 0 ? word : " " + word;
        }

        lines.Add(line);
        return lines;
    }

    // A link shows its text: its address is relative to the page.
    private static string Plain(string text) => VisibleText.Escape(Link.Replace(text, "$1").Replace("**", "", StringComparison.Ordinal));

    private void Line(string text) => output.Append(text).Append('\n');

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Link { get; }

    [GeneratedRegex(@"^[|:\- ]+$")]
    private static partial Regex Rule { get; }

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar { get; }

    private enum BlockKind
    {
        Paragraph,
        Item,
        Table,
    }

    /// <summary>Paints text between backticks, even across a line break. The backticks stay, so that columns do not move.</summary>
    private sealed class CodePainter(TextStyle style)
    {
        private bool isCode;

        public string Paint(string line)
        {
            var painted = new StringBuilder();
            var from = 0;
            for (var at = 0; at <= line.Length; at++)
            {
                if (at == line.Length || line[at] == '`')
                {
                    var end = isCode && at < line.Length ? at + 1 : at;
                    painted.Append(isCode && end > from ? style.Code(line[from..end]) : line[from..end]);
                    from = end;
                    isCode = at < line.Length ? !isCode : isCode;
                }
            }

            return painted.ToString();
        }
    }
}
