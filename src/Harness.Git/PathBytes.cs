using System.Buffers;
using System.Text;

namespace Harness.Git;

/// <summary>
/// Names between git's bytes and text without loss: a byte that is not part of valid UTF-8 becomes the lone low surrogate U+DC00 plus
/// the byte, U+DC80 to U+DCFF, which no valid UTF-8 gives.
/// </summary>
internal static class PathBytes
{
    private const char First = '\uDC00';

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of bytes.</summary>
    public static string ToText(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Escape(bytes);

    /// <summary>The bytes of a text.</summary>
    public static byte[] FromText(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uDC80', '\uDCFF'))
        {
            return Strict.GetBytes(text);
        }

        var bytes = new ArrayBufferWriter<byte>();
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) == OperationStatus.Done)
            {
                bytes.Advance(rune.EncodeToUtf8(bytes.GetSpan(4)));
            }
            else
            {
                bytes.GetSpan(1)[0] = (byte)(rest[0] - First);
                bytes.Advance(1);
            }

            rest = rest[length..];
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static string Escape(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        while (bytes.Length > 0)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var length) == OperationStatus.Done)
            {
                text.Append(rune.ToString());
                bytes = bytes[length..];
            }
            else
            {
                text.Append((char)(First + bytes[0]));
                bytes = bytes[1..];
            }
        }

        return text.ToString();
    }
}
