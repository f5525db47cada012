using System.Text;
using Harness.Text;

namespace Harness.Toml;

/// <summary>From indexes of a decoded string to offsets of its bytes.</summary>
internal sealed class OffsetMap
{
    private readonly int shift;
    private readonly int length;
    private readonly int[]? bytes;

    /// <summary>Maps a text whose first character is at byte <paramref name="shift"/> of the source.</summary>
    public OffsetMap(SourceText source, string text, int shift)
    {
        this.shift = shift;
        length = text.Length;
        if (source.Bytes.Length - shift == text.Length)
        {
            return;
        }

        bytes = new int[text.Length + 1];
        var offset = 0;
        for (var at = 0; at < text.Length;)
        {
            Rune.TryGetRuneAt(text, at, out var rune);
            Array.Fill(bytes, offset, at, rune.Utf16SequenceLength);
            offset += rune.Utf8SequenceLength;
            at += rune.Utf16SequenceLength;
        }

        bytes[text.Length] = offset;
    }

    public SourceSpan ToBytes(int start, int end) => new(ToByte(start), ToByte(end));

    private int ToByte(int index)
    {
        index = Math.Clamp(index, 0, length);
        return shift + (bytes is null ? index : bytes[index]);
    }
}
