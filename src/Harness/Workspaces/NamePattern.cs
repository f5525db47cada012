using System.Text;

namespace Harness.Workspaces;

/// <summary>One name of a <see cref="MemberGlob"/>.</summary>
internal sealed class NamePattern
{
    private readonly List<Token> tokens = [];

    private NamePattern()
    {
    }

    private enum TokenKind
    {
        Character,
        Any,
        Sequence,
        Within,
        Except,
    }

    /// <summary>The name itself, if the pattern has no wildcard.</summary>
    public string? Literal { get; private set; }

    /// <summary>Reads a pattern, or <see langword="null"/> if Cargo refuses it.</summary>
    public static NamePattern? Parse(string text)
    {
        var pattern = new NamePattern();
        var runes = text.EnumerateRunes().ToArray();
        for (var at = 0; at < runes.Length;)
        {
            if (pattern.Read(runes, at) is not (> 0 and var length))
            {
                return null;
            }

            at += length;
        }

        pattern.Literal = pattern.tokens.TrueForAll(t => t.Kind == TokenKind.Character) ? text : null;
        return pattern;
    }

    /// <summary>
    /// Determines whether a name fits. At most the last <c>*</c> is taken back, so the time is bounded by the product of the lengths.
    /// </summary>
    public bool Matches(string name)
    {
        if (Literal is not null)
        {
            return string.Equals(Literal, name, StringComparison.Ordinal);
        }

        var runes = name.EnumerateRunes().ToArray();
        int at = 0, token = 0, star = -1, resume = 0;
        while (at < runes.Length)
        {
            if (token < tokens.Count && tokens[token].Kind == TokenKind.Sequence)
            {
                star = token++;
                resume = at;
            }
            else if (token < tokens.Count && tokens[token].Matches(runes[at]))
            {
                token++;
                at++;
            }
            else if (star >= 0)
            {
                token = star + 1;
                at = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (token < tokens.Count && tokens[token].Kind == TokenKind.Sequence)
        {
            token++;
        }

        return token == tokens.Count;
    }

    // Returns the number of characters read, or 0 if the pattern is invalid.
    private int Read(Rune[] runes, int at)
    {
        switch (runes[at].Value)
        {
            case '?':
                tokens.Add(new Token(TokenKind.Any, default, []));
                return 1;
            case '*':
                tokens.Add(new Token(TokenKind.Sequence, default, []));
                return at + 1 < runes.Length && runes[at + 1].Value == '*' ? 0 : 1;
            case '[':
                return ReadClass(runes, at);
            default:
                tokens.Add(new Token(TokenKind.Character, runes[at], []));
                return 1;
        }
    }

    // The first character of a class may be the bracket that else closes it.
    private int ReadClass(Rune[] runes, int at)
    {
        var except = at + 1 < runes.Length && runes[at + 1].Value == '!';
        var start = at + (except ? 2 : 1);
        var end = start + 1 < runes.Length ? Array.FindIndex(runes, start + 1, r => r.Value == ']') : -1;
        if (end < 0)
        {
            return 0;
        }

        var ranges = new List<(int From, int To)>();
        for (var i = start; i < end;)
        {
            var isRange = i + 3 <= end && runes[i + 1].Value == '-';
            ranges.Add((runes[i].Value, runes[isRange ? i + 2 : i].Value));
            i += isRange ? 3 : 1;
        }

        tokens.Add(new Token(except ? TokenKind.Except : TokenKind.Within, default, [.. ranges]));
        return end - at + 1;
    }

    private readonly record struct Token(TokenKind Kind, Rune Character, (int From, int To)[] Ranges)
    {
        public bool Matches(Rune rune) => Kind switch
        {
            TokenKind.Character => Character == rune,
            TokenKind.Within => Holds(rune.Value),
            TokenKind.Except => !Holds(rune.Value),
            _ => true,
        };

        private bool Holds(int value)
        {
            foreach (var (from, to) in Ranges)
            {
                if (value >= from && value <= to)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
