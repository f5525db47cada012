using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Harness.Trees;

/// <summary>
/// Converts names between git's bytes and text without loss. A byte that is not part of valid UTF-8 becomes the lone low surrogate U+DC00 plus the
/// byte (U+DC80 to U+DCFF), which valid UTF-8 never yields.
/// </summary>
public static class PathBytes
{
    private const char First = '\uDC80';
    private const char Last = '\uDCFF';

    /// <summary>Returns the text of bytes.</summary>
    /// <param name="bytes">A name or a path.</param>
    public static string ToText(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Escape(bytes);

    /// <summary>Returns the bytes of a text. A surrogate that does not represent a byte becomes U+FFFD.</summary>
    /// <param name="text">A name or a path.</param>
    public static byte[] FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().ContainsAnyInRange(First, Last) ? Unescape(text) : Encoding.UTF8.GetBytes(text);
    }

    /// <summary>Returns the byte that a character represents, or <see langword="null"/> if it is an ordinary character.</summary>
    /// <param name="character">A character that is not a half of a pair.</param>
    public static byte? FromCharacter(char character) => character is >= First and <= Last ? (byte)character : null;

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
                text.Append((char)(First - 0x80 + bytes[0]));
                bytes = bytes[1..];
            }
        }

        return text.ToString();
    }

    private static byte[] Unescape(ReadOnlySpan<char> text)
    {
        var bytes = new ArrayBufferWriter<byte>(text.Length + 16);
        while (text.Length > 0)
        {
            var isWhole = Rune.DecodeFromUtf16(text, out var rune, out var length) == OperationStatus.Done;
            if (!isWhole && FromCharacter(text[0]) is { } single)
            {
                bytes.Write([single]);
            }
            else
            {
                bytes.Advance(rune.EncodeToUtf8(bytes.GetSpan(4)));
            }

            text = text[length..];
        }

        return bytes.WrittenSpan.ToArray();
    }
}
