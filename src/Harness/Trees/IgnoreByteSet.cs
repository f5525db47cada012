using System.Text;

namespace Harness.Trees;

/// <summary>A bracket expression of git's globs as a table of bytes. It never matches a slash.</summary>
internal static class IgnoreByteSet
{
    /// <summary>The set that <c>?</c> matches.</summary>
    public static bool[] NoSlash { get; } = Complete(new bool[256], isNegated: true);

    /// <summary>Reads a set from its bracket. Returns null if it is not closed or names an unknown class.</summary>
    /// <param name="pattern">The glob.</param>
    /// <param name="at">The offset of the opening bracket. On return, the offset after the closing bracket.</param>
    public static bool[]? Read(ReadOnlySpan<byte> pattern, ref int at)
    {
        at++;
        var isNegated = Peek(pattern, at) is '!' or '^';
        at += isNegated ? 1 : 0;
        var set = new bool[256];
        int? previous = null;
        var isFirst = true;
        for (; isFirst || Peek(pattern, at) != ']'; isFirst = false)
        {
            var c = Peek(pattern, at);
            if (c == '-' && previous is { } low && Peek(pattern, at + 1) is not (null or ']'))
            {
                at++;
                if (ReadByte(pattern, ref at) is not { } high)
                {
                    return null;
                }

                AddRange(set, low, high);
                previous = null;
            }
            else if (c == '[' && Peek(pattern, at + 1) == ':' && ReadClassName(pattern, at) is { } name)
            {
                if (FindClass(name) is not { } belongs)
                {
                    return null;
                }

                AddClass(set, belongs);
                at += name.Length + 4;
                previous = null;
            }
            else if (ReadByte(pattern, ref at) is { } single)
            {
                set[single] = true;
                previous = single;
            }
            else
            {
                return null;
            }
        }

        at++;
        return Complete(set, isNegated);
    }

    private static char? Peek(ReadOnlySpan<byte> pattern, int at) => at < pattern.Length ? (char)pattern[at] : null;

    private static byte? ReadByte(ReadOnlySpan<byte> pattern, ref int at)
    {
        at += Peek(pattern, at) == '\\' ? 1 : 0;
        return at < pattern.Length ? pattern[at++] : null;
    }

    // "[:name:]" ends at the first bracket. Without the second colon, the bracket is an ordinary byte.
    private static string? ReadClassName(ReadOnlySpan<byte> pattern, int at)
    {
        var rest = pattern[(at + 2)..];
        var end = rest.IndexOf((byte)']');
        return end >= 1 && rest[end - 1] == (byte)':' ? Encoding.Latin1.GetString(rest[..(end - 1)]) : null;
    }

    private static Func<char, bool>? FindClass(string name) => name switch
    {
        "alnum" => char.IsAsciiLetterOrDigit,
        "alpha" => char.IsAsciiLetter,
        "blank" => c => c is ' ' or '\t',
        "cntrl" => c => c is < ' ' or '\x7F',
        "digit" => char.IsAsciiDigit,
        "graph" => c => c is > ' ' and < '\x7F',
        "lower" => char.IsAsciiLetterLower,
        "print" => c => c is >= ' ' and < '\x7F',
        "punct" => c => c is > ' ' and < '\x7F' && !char.IsAsciiLetterOrDigit(c),
        "space" => c => c is ' ' or '\t' or '\n' or '\r',
        "upper" => char.IsAsciiLetterUpper,
        "xdigit" => char.IsAsciiHexDigit,
        _ => null,
    };

    private static void AddRange(bool[] set, int low, int high)
    {
        for (var b = low; b <= high; b++)
        {
            set[b] = true;
        }
    }

    private static void AddClass(bool[] set, Func<char, bool> belongs)
    {
        for (var b = 0; b < set.Length; b++)
        {
            set[b] |= belongs((char)b);
        }
    }

    private static bool[] Complete(bool[] set, bool isNegated)
    {
        for (var b = 0; b < set.Length; b++)
        {
            set[b] = set[b] != isNegated && b != '/';
        }

        return set;
    }
}
