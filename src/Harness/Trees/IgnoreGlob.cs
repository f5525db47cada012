using System.Collections.Immutable;

namespace Harness.Trees;

/// <summary>
/// A glob as git understands it, on bytes: <c>*</c>, <c>?</c> and sets stay inside a segment, <c>**</c> crosses segments. All
/// positions in the glob are followed at once, so that matching costs at most the product of both lengths.
/// </summary>
internal sealed class IgnoreGlob
{
    private readonly ImmutableArray<Token> tokens;

    private IgnoreGlob(ImmutableArray<Token> tokens) => this.tokens = tokens;

    private enum TokenKind
    {
        Byte,
        Set,
        Star,
        DeepStar,

        // The entry of "**/": either past the two tokens that follow, a deep star and the slash, or into them.
        OptionalDirectories,
    }

    /// <summary>Parses a glob. Returns null if git takes it as never matching.</summary>
    /// <param name="pattern">The bytes of the glob.</param>
    public static IgnoreGlob? Parse(ReadOnlySpan<byte> pattern)
    {
        var tokens = ImmutableArray.CreateBuilder<Token>();
        for (var at = 0; at < pattern.Length;)
        {
            switch (pattern[at])
            {
                case (byte)'*':
                    AddStars(pattern, ref at, tokens);
                    break;
                case (byte)'?':
                    tokens.Add(new(TokenKind.Set, Set: IgnoreByteSet.NoSlash));
                    at++;
                    break;
                case (byte)'[':
                    if (IgnoreByteSet.Read(pattern, ref at) is not { } set)
                    {
                        return null;
                    }

                    tokens.Add(new(TokenKind.Set, Set: set));
                    break;
                default:
                    at += pattern[at] == (byte)'\\' ? 1 : 0;
                    if (at == pattern.Length)
                    {
                        return null;
                    }

                    tokens.Add(new(TokenKind.Byte, pattern[at++]));
                    break;
            }
        }

        return new(tokens.ToImmutable());
    }

    /// <summary>Determines whether the glob matches all of a text.</summary>
    /// <param name="text">The bytes of a path or a name.</param>
    public bool IsMatch(ReadOnlySpan<byte> text)
    {
        var size = tokens.Length + 1;
        var now = size <= 256 ? stackalloc bool[size] : new bool[size];
        var next = size <= 256 ? stackalloc bool[size] : new bool[size];
        now[0] = true;
        SkipStars(now);
        foreach (var b in text)
        {
            next.Clear();
            if (!Step(b, now, next))
            {
                return false;
            }

            SkipStars(next);
            var spare = now;
            now = next;
            next = spare;
        }

        return now[^1];
    }

    private static void AddStars(ReadOnlySpan<byte> pattern, ref int at, ImmutableArray<Token>.Builder tokens)
    {
        var start = at;
        while (at < pattern.Length && pattern[at] == (byte)'*')
        {
            at++;
        }

        var rest = pattern[at..];
        var isSegment = at - start > 1 && (start == 0 || pattern[start - 1] == (byte)'/');
        if (isSegment && rest.StartsWith("/"u8))
        {
            tokens.Add(new(TokenKind.OptionalDirectories));
        }

        var isDeep = isSegment && (rest.IsEmpty || rest[0] == (byte)'/' || rest.StartsWith("\\/"u8));
        tokens.Add(new(isDeep ? TokenKind.DeepStar : TokenKind.Star));
    }

    private bool Step(byte b, ReadOnlySpan<bool> now, Span<bool> next)
    {
        var any = false;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (!now[i])
            {
                continue;
            }

            var token = tokens[i];
            var (stays, moves) = token.Kind switch
            {
                TokenKind.Byte => (false, b == token.Byte),
                TokenKind.Set => (false, token.Set![b]),
                TokenKind.Star => (b != (byte)'/', false),
                TokenKind.DeepStar => (true, false),
                _ => (false, false),
            };
            next[i] |= stays;
            next[i + 1] |= moves;
            any |= stays || moves;
        }

        return any;
    }

    private void SkipStars(Span<bool> active)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            if (active[i] && tokens[i].Kind is not (TokenKind.Byte or TokenKind.Set))
            {
                active[i + 1] = true;
                active[tokens[i].Kind == TokenKind.OptionalDirectories ? i + 3 : i + 1] = true;
            }
        }
    }

    private readonly record struct Token(TokenKind Kind, byte Byte = 0, bool[]? Set = null);
}
