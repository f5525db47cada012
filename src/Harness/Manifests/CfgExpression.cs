using System.Text;

namespace Harness.Manifests;

/// <summary>The platform of a <c>[target.…]</c> table: a triple, or a <c>cfg(…)</c> expression printed in Cargo's form.</summary>
internal static class CfgExpression
{
    private const string Prefix = "cfg(";

    /// <summary>Reads a platform and prints it again as Cargo does, or <see langword="null"/> if Cargo refuses it.</summary>
    public static string? Normalize(string platform) =>
        !platform.StartsWith(Prefix, StringComparison.Ordinal) || !platform.EndsWith(')')
            ? (platform.All(IsOfTriple) ? platform : null)
            : new Printer(platform[Prefix.Length..^1]).Print() is { } inner ? $"{Prefix}{inner})" : null;

    private static bool IsOfTriple(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '.';

    // An explicit stack instead of recursion: the depth is the author's to choose.
    private sealed class Printer(string text)
    {
        private readonly StringBuilder output = new();
        private readonly Stack<bool> takesMany = new();
        private int at;

        public string? Print()
        {
            do
            {
                if (!Open())
                {
                    return null;
                }
            }
            while (Close() is { } more ? more : !Fail());
            return failed || Peek() != '\0' || at < text.Length ? null : output.ToString();
        }

        private bool failed;

        private bool Fail() => failed = true;

        // Reads operators and their parentheses up to a value, or to an empty list.
        private bool Open()
        {
            while (true)
            {
                if (Identifier() is not { } name)
                {
                    return false;
                }

                if (name is not ("all" or "any" or "not"))
                {
                    return Value(name);
                }

                if (!Take('('))
                {
                    return false;
                }

                output.Append(name).Append('(');
                takesMany.Push(name != "not");
                if (name != "not" && Peek() == ')')
                {
                    return true;
                }
            }
        }

        // Closes completed operands. True: another operand follows. False: the expression is complete. Null: it is invalid.
        private bool? Close()
        {
            while (takesMany.TryPeek(out var many))
            {
                if (many && Take(','))
                {
                    if (Peek() != ')')
                    {
                        output.Append(", ");
                        return true;
                    }
                }

                if (!Take(')'))
                {
                    return null;
                }

                takesMany.Pop();
                output.Append(')');
            }

            return false;
        }

        private bool Value(string name)
        {
            if (!Take('='))
            {
                output.Append(name is "r#true" or "r#false" ? name[2..] : name);
                return true;
            }

            if (!Take('"') || text.IndexOf('"', at) is not (>= 0 and var end))
            {
                return false;
            }

            output.Append(name).Append(" = \"").Append(text, at, end - at).Append('"');
            at = end + 1;
            return true;
        }

        private string? Identifier()
        {
            Peek();
            var start = at;
            at += text.AsSpan(at).StartsWith("r#") ? 2 : 0;
            var first = at;
            while (at < text.Length && (char.IsAsciiLetter(text[at]) || text[at] == '_' || (at > first && char.IsAsciiDigit(text[at]))))
            {
                at++;
            }

            return at == first ? null : text[start..at];
        }

        private bool Take(char expected)
        {
            if (Peek() != expected)
            {
                return false;
            }

            at++;
            return true;
        }

        private char Peek()
        {
            while (at < text.Length && text[at] == ' ')
            {
                at++;
            }

            return at < text.Length ? text[at] : '\0';
        }
    }
}
