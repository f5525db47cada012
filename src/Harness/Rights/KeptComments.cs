using System.Collections.Immutable;
using Harness.Text;
using Harness.Toml;

namespace Harness.Rights;

/// <summary>
/// Determines whether a policy that lost exceptions kept its comments. Comments within or directly above an exception belong to it, and may be
/// removed with it. All others must remain, and must not become part of another exception, with which they could be removed later.
/// </summary>
internal sealed class KeptComments(SourceText old, SourceText now)
{
    public bool Hold()
    {
        var (before, after) = (ExceptionLines.Read(old), ExceptionLines.Read(now));
        var (start, next) = (0, 0);
        for (var at = 0; at < after.Length; at++)
        {
            var kept = Array.FindIndex(before, next, b => b.Body.SequenceEqual(after[at].Body, StringComparer.Ordinal));
            if (kept < 0 || !HoldBetween(before[next..kept], start, before[kept], at == 0 ? 0 : after[at - 1].End, after[at]))
            {
                return false;
            }

            (start, next) = (before[kept].End, kept + 1);
        }

        return HoldBetween(before[next..], start, null, after.Length == 0 ? 0 : after[^1].End, null);
    }

    // Checks the lines between two kept exceptions, before the first, or after the last one.
    private bool HoldBetween(ExceptionLines[] gone, int oldStart, ExceptionLines? oldNext, int newStart, ExceptionLines? newNext)
    {
        var (oldEnd, newEnd) = (oldNext?.Comment ?? old.LineCount, newNext?.Comment ?? now.LineCount);
        var free = Comments(old, oldStart, oldEnd).ToArray();
        string[] required = [.. free.Where(c => !gone.Any(g => g.Holds(c.Line))).Select(c => c.Text)];
        string[] optional = [.. free.Select(c => c.Text)];
        string[] standing = [.. Comments(now, newStart, newEnd).Select(c => c.Text)];
        string[] own = [.. Comments(old, oldEnd, oldNext?.Start ?? oldEnd).Select(c => c.Text)];
        string[] newOwn = [.. Comments(now, newEnd, newNext?.Start ?? newEnd).Select(c => c.Text)];

        // Comments left above a removed exception may end up above the next one.
        var attached = newOwn.Length - own.Length;
        string[] left = [.. free.Where(c => gone.Any(g => g.Holds(c.Line))).Select(c => c.Text)];
        return attached >= 0 && newOwn.AsSpan(attached).SequenceEqual(own) && IsWithin(newOwn[..attached], left)
            && IsWithin(required, standing) && IsWithin([.. standing, .. newOwn[..attached]], optional);
    }

    // A line with a '#' in a value stays as well: no value but those of exceptions changes.
    private static IEnumerable<(int Line, string Text)> Comments(SourceText text, int start, int end) =>
        Enumerable.Range(start, end - start).Select(line => (line, text.GetLine(line))).Where(l => l.Item2.Contains('#', StringComparison.Ordinal));

    private static bool IsWithin(string[] part, string[] whole)
    {
        var at = 0;
        return Array.TrueForAll(part, line => (at = Array.IndexOf(whole, line, at) + 1) > 0);
    }

    /// <summary>
    /// The lines of an exception: from <c>Comment</c> the comments directly above it, from <c>Start</c> to before <c>End</c> its own.
    /// </summary>
    private sealed record ExceptionLines(int Comment, int Start, int End, ImmutableArray<string> Body)
    {
        public static ExceptionLines[] Read(SourceText text)
        {
            var result = new List<ExceptionLines>();
            foreach (var table in (TomlDocument.Parse(text).Value["exceptions"]?.Items ?? []).Select(i => i.AsTable).OfType<TomlTable>())
            {
                var start = LineOf(text, table.Span.Start);
                var end = LineOf(text, table.Entries.Select(e => e.Value.Span.End).Append(table.Span.End).Max()) + 1;
                var comment = start;
                while (comment > (result.Count == 0 ? 0 : result[^1].End) && text.GetLine(comment - 1).TrimStart().StartsWith('#'))
                {
                    comment--;
                }

                result.Add(new(comment, start, end, [.. Enumerable.Range(start, end - start).Select(text.GetLine)]));
            }

            return [.. result];
        }

        public bool Holds(int line) => line >= Comment && line < End;

        private static int LineOf(SourceText text, int offset) => text.GetPosition(offset, ColumnUnit.Utf8).Line;
    }
}
