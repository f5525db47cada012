namespace Harness.Trees;

/// <summary>Computes the intersection of two patterns of paths in the syntax of the policy.</summary>
internal static class GlobMeet
{
    private const string AnySegments = "**";
    private const int MostSteps = 4_000;
    private const int MostPatterns = 16;

    /// <summary>Determines whether a pattern matches everything that another matches. It may return false if it cannot decide.</summary>
    public static bool Covers(string wide, string narrow) => Covers(wide.Split('/'), narrow.Split('/'));

    /// <summary>
    /// Returns patterns that together match the intersection. Empty if there is none, or <see langword="null"/> if it cannot be expressed.
    /// </summary>
    public static List<string>? Intersect(string one, string other)
    {
        var meeting = new Meeting();
        meeting.Add([], one.Split('/'), other.Split('/'));
        return meeting.Result;
    }

    private static bool Covers(ReadOnlySpan<string> wide, ReadOnlySpan<string> narrow)
    {
        if (wide.IsEmpty)
        {
            return narrow.IsEmpty;
        }

        if (wide[0] == AnySegments)
        {
            return Covers(wide[1..], narrow) || (!narrow.IsEmpty && Covers(wide, narrow[1..]));
        }

        return !narrow.IsEmpty && narrow[0] != AnySegments && SegmentCovers(wide[0], narrow[0]) && Covers(wide[1..], narrow[1..]);
    }

    // A wildcard of the narrow one is a character that only a '*' of the wide one takes.
    private static bool SegmentCovers(string wide, string narrow) =>
        wide == "*" || wide == narrow
        || ((!Glob.HasWildcard(narrow) || !wide.Contains('?', StringComparison.Ordinal)) && Glob.TryParse(wide, out _)!.Matches(narrow));

    /// <summary>Returns the segments that match the intersection of two segments, or <see langword="null"/> if it cannot be expressed.</summary>
    private static List<string>? OfSegments(string one, string other)
    {
        if (SegmentCovers(one, other) || SegmentCovers(other, one))
        {
            return [SegmentCovers(one, other) ? other : one];
        }

        if (!Glob.HasWildcard(one) || !Glob.HasWildcard(other))
        {
            return [];
        }

        var (start, otherStart) = (Before(one), Before(other));
        var (end, otherEnd) = (After(one), After(other));
        if (!(start.StartsWith(otherStart, StringComparison.Ordinal) || otherStart.StartsWith(start, StringComparison.Ordinal))
            || !(end.EndsWith(otherEnd, StringComparison.Ordinal) || otherEnd.EndsWith(end, StringComparison.Ordinal)))
        {
            return [];
        }

        return IsStartOnly(one) && IsEndOnly(other) ? Join(one[..^1], other[1..])
            : IsStartOnly(other) && IsEndOnly(one) ? Join(other[..^1], one[1..])
            : null;
    }

    // 'a*' and '*b' intersect in 'a*b', and in names whose beginning and end share letters.
    private static List<string> Join(string start, string end)
    {
        var result = new List<string> { $"{start}*{end}" };
        for (var shared = 1; shared <= Math.Min(start.Length, end.Length); shared++)
        {
            if (start.EndsWith(end[..shared], StringComparison.Ordinal))
            {
                result.Add(start + end[shared..]);
            }
        }

        return result;
    }

    private static bool IsStartOnly(string segment) => segment.AsSpan().IndexOfAny('*', '?') == segment.Length - 1 && segment[^1] == '*';

    private static bool IsEndOnly(string segment) => segment.AsSpan().LastIndexOfAny('*', '?') == 0 && segment[0] == '*';

    private static string Before(string segment) => segment[..segment.AsSpan().IndexOfAny('*', '?')];

    private static string After(string segment) => segment[(segment.AsSpan().LastIndexOfAny('*', '?') + 1)..];

    private sealed class Meeting
    {
        private readonly List<string> found = [];
        private int steps;
        private bool isUnknown;

        public List<string>? Result => isUnknown ? null : found;

        public void Add(string[] before, ReadOnlySpan<string> one, ReadOnlySpan<string> other)
        {
            isUnknown |= ++steps > MostSteps || found.Count > MostPatterns;
            if (isUnknown)
            {
                return;
            }

            if (one.IsEmpty || other.IsEmpty)
            {
                if (one.IndexOfAnyExcept(AnySegments) < 0 && other.IndexOfAnyExcept(AnySegments) < 0)
                {
                    Keep(before);
                }

                return;
            }

            if (one[0] == AnySegments || other[0] == AnySegments)
            {
                AddRuns(before, one, other);
            }
            else if (OfSegments(one[0], other[0]) is { } segments)
            {
                foreach (var segment in segments)
                {
                    Add([.. before, segment], one[1..], other[1..]);
                }
            }
            else
            {
                isUnknown = true;
            }
        }

        private void AddRuns(string[] before, ReadOnlySpan<string> one, ReadOnlySpan<string> other)
        {
            if (one[0] != AnySegments)
            {
                AddRuns(before, other, one);
            }
            else if (other[0] == AnySegments)
            {
                string[] run = before is [.., AnySegments] ? before : [.. before, AnySegments];
                Add(run, one[1..], other);
                Add(run, one, other[1..]);
            }
            else
            {
                Add(before, one[1..], other);
                Add([.. before, other[0]], one, other[1..]);
            }
        }

        private void Keep(string[] segments)
        {
            if (segments.Length == 0)
            {
                return;
            }

            var text = string.Join('/', segments);
            if (!found.Exists(f => Covers(f, text)))
            {
                found.RemoveAll(f => Covers(text, f));
                found.Add(text);
            }
        }
    }
}
