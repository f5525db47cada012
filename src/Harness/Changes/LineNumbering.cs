using System.Text;

namespace Harness.Changes;

/// <summary>Gives equal lines equal numbers, so that they are cheap to compare. A last line without its line break is a different line.</summary>
internal sealed class LineNumbering
{
    // Latin-1 keeps every byte, so that lines that are not UTF-8 stay apart.
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    /// <summary>Returns the number of each line.</summary>
    public int[] Number(ReadOnlySpan<byte> text)
    {
        var lines = new List<int>();
        while (text.Length > 0)
        {
            var end = text.IndexOf((byte)'\n') is >= 0 and var at ? at + 1 : text.Length;
            lines.Add(GetNumber(text[..end]));
            text = text[end..];
        }

        return [.. lines];
    }

    private int GetNumber(ReadOnlySpan<byte> line)
    {
        var text = Encoding.Latin1.GetString(line);
        if (!numbers.TryGetValue(text, out var number))
        {
            numbers.Add(text, number = numbers.Count);
        }

        return number;
    }
}
