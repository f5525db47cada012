using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Harness.Changes;

/// <summary>
/// The difference between two contents as text that people and programs read: hunks with three lines around, as <c>diff -u</c> writes them.
/// </summary>
public static class UnifiedDiff
{
    private const int Around = 3;

    /// <summary>Returns the hunks. Empty if the contents are equal or one of them is binary.</summary>
    /// <param name="before">The old bytes.</param>
    /// <param name="after">The new bytes.</param>
    public static string Between(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        if (AddedLines.IsBinary(before) || AddedLines.IsBinary(after))
        {
            return "";
        }

        var numbers = new LineNumbering();
        var (removed, added) = new LineComparison(numbers.Number(before), numbers.Number(after)).Find();
        return new Writer(Lines(before), Lines(after), removed, added).Write();
    }

    private static string[] Lines(ReadOnlySpan<byte> text)
    {
        var lines = Encoding.UTF8.GetString(text).Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    /// <summary>Walks both contents side by side.</summary>
    private sealed class Writer(string[] before, string[] after, ImmutableArray<int> removed, ImmutableArray<int> added)
    {
        private readonly StringBuilder text = new();
        private readonly HashSet<int> gone = [.. removed];
        private readonly HashSet<int> come = [.. added];

        public string Write()
        {
            var rows = Rows();
            for (var at = 0; at < rows.Count;)
            {
                if (rows[at].Sign == ' ')
                {
                    at++;
                    continue;
                }

                var (first, end) = (Math.Max(at - Around, 0), EndOfHunk(rows, at));
                WriteHunk(rows, first, end);
                at = end;
            }

            return text.ToString();
        }

        // Every line of both, in the order of a diff. Common lines appear once.
        private List<(char Sign, int Old, int New)> Rows()
        {
            var rows = new List<(char, int, int)>(before.Length + after.Length);
            for (var (old, now) = (0, 0); old < before.Length || now < after.Length;)
            {
                rows.Add(old < before.Length && gone.Contains(old) ? ('-', old++, now)
                    : now < after.Length && come.Contains(now) ? ('+', old, now++)
                    : (' ', old++, now++));
            }

            return rows;
        }

        // Changes whose context lines meet are one hunk.
        private static int EndOfHunk(List<(char Sign, int Old, int New)> rows, int from)
        {
            var last = from;
            for (var at = from; at < rows.Count && at - last <= 2 * Around; at++)
            {
                last = rows[at].Sign == ' ' ? last : at;
            }

            return Math.Min(last + Around + 1, rows.Count);
        }

        private void WriteHunk(List<(char Sign, int Old, int New)> rows, int first, int end)
        {
            var hunk = rows[first..end];
            var (oldCount, newCount) = (hunk.Count(r => r.Sign != '+'), hunk.Count(r => r.Sign != '-'));
            text.Append(CultureInfo.InvariantCulture, $"@@ -{Range(hunk[0].Old, oldCount)} +{Range(hunk[0].New, newCount)} @@\n");
            foreach (var (sign, old, now) in hunk)
            {
                text.Append(sign).Append(sign == '+' ? after[now] : before[old]).Append('\n');
            }
        }

        // An empty side is named by the line before it.
        private static string Range(int start, int count) => count == 1
            ? (start + 1).ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{(count == 0 ? start : start + 1)},{count}");
    }
}
