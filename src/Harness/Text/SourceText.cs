using System.Text;
using Harness.Trees;

namespace Harness.Text;

/// <summary>The unit of a column.</summary>
public enum ColumnUnit
{
    /// <summary>Bytes of UTF-8.</summary>
    Utf8,

    /// <summary>UTF-16 code units.</summary>
    Utf16,

    /// <summary>Unicode code points.</summary>
    CodePoint,
}

/// <summary>
/// The text of one file: its bytes, with line starts. Offsets are byte offsets, and each reader converts them to the unit it needs.
/// Lines end at LF.
/// </summary>
public sealed class SourceText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private int[]? lineStarts;

    private SourceText(RepoPath path, ReadOnlyMemory<byte> bytes)
    {
        Path = path;
        Bytes = bytes;
    }

    /// <summary>The file's path in its tree.</summary>
    public RepoPath Path { get; }

    /// <summary>The file's bytes, a byte order mark included.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The number of lines. A text that ends in LF has an empty last line.</summary>
    public int LineCount => LineStarts.Length;

    /// <summary>Returns a text of bytes.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="bytes">The file's bytes.</param>
    public static SourceText From(RepoPath path, ReadOnlyMemory<byte> bytes) => new(path, bytes);

    /// <summary>Returns a text of a string.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="text">The text.</param>
    public static SourceText From(RepoPath path, string text) => new(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Returns the offset of the first byte that is not UTF-8, or -1.</summary>
    public int FindInvalidUtf8()
    {
        var rest = Bytes.Span;
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(rest, out _, out var consumed) != System.Buffers.OperationStatus.Done)
            {
                return Bytes.Length - rest.Length;
            }

            rest = rest[consumed..];
        }

        return -1;
    }

    /// <summary>Returns the text as a string, including a byte order mark. Fails if it is not UTF-8.</summary>
    /// <param name="text">The string.</param>
    public bool TryDecode(out string text)
    {
        if (System.Text.Unicode.Utf8.IsValid(Bytes.Span))
        {
            text = Strict.GetString(Bytes.Span);
            return true;
        }

        text = "";
        return false;
    }

    /// <summary>Returns the line and column of an offset.</summary>
    /// <param name="offset">A byte offset from 0 to the length.</param>
    /// <param name="unit">The unit of the column.</param>
    public LinePosition GetPosition(int offset, ColumnUnit unit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Bytes.Length);
        var found = Array.BinarySearch(LineStarts, offset);
        var line = found >= 0 ? found : ~found - 1;
        var before = Bytes.Span[LineStarts[line]..offset];
        return new LinePosition(line, unit switch
        {
            ColumnUnit.Utf8 => before.Length,
            ColumnUnit.Utf16 => Encoding.UTF8.GetCharCount(WithoutMark(before, line)),
            _ => CountCodePoints(WithoutMark(before, line)),
        });
    }

    /// <summary>Returns the offset of a place: the other way round of <see cref="GetPosition"/>. A column behind the line's end is its end.</summary>
    /// <param name="position">A line of the text, and a column in it.</param>
    /// <param name="unit">The unit of the column.</param>
    public int GetOffset(LinePosition position, ColumnUnit unit)
    {
        var line = GetLineSpan(position.Line);
        var offset = line.Start + Bytes.Span[line.Start..line.End].Length - WithoutMark(Bytes.Span[line.Start..line.End], position.Line).Length;
        if (unit == ColumnUnit.Utf8)
        {
            return Math.Min(line.Start + Math.Max(position.Column, 0), line.End);
        }

        for (var passed = 0; passed < position.Column && offset < line.End;)
        {
            _ = Rune.DecodeFromUtf8(Bytes.Span[offset..line.End], out var rune, out var length);
            offset += length;
            passed += unit == ColumnUnit.Utf16 ? rune.Utf16SequenceLength : 1;
        }

        return offset;
    }

    /// <summary>Returns a line without its end.</summary>
    /// <param name="line">The line, from 0.</param>
    public string GetLine(int line)
    {
        var span = GetLineSpan(line);
        return Encoding.UTF8.GetString(WithoutMark(Bytes.Span[span.Start..span.End], line));
    }

    /// <summary>Returns the end of the line of an offset, without CR LF or LF.</summary>
    /// <param name="offset">A byte offset inside the line.</param>
    internal int FindLineEnd(int offset)
    {
        var length = Bytes.Span[offset..].IndexOf((byte)'\n');
        var end = length < 0 ? Bytes.Length : offset + length;
        return end > offset && Bytes.Span[end - 1] == (byte)'\r' ? end - 1 : end;
    }

    /// <summary>Returns the bytes of a line without its end (CR LF or LF).</summary>
    /// <param name="line">The line, from 0.</param>
    public SourceSpan GetLineSpan(int line)
    {
        var start = LineStarts[line];
        var end = line + 1 < LineCount ? LineStarts[line + 1] - 1 : Bytes.Length;
        return new SourceSpan(start, end > start && Bytes.Span[end - 1] == (byte)'\r' ? end - 1 : end);
    }

    // Most texts are never asked for a line. Threads that ask at once find the same.
    private int[] LineStarts => lineStarts ??= FindLineStarts();

    // The mark is part of the file and its byte offsets, but readers do not show or count it.
    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes, int line) =>
        line == 0 && bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;

    private static int CountCodePoints(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var b in bytes)
        {
            count += (b & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }

    private int[] FindLineStarts()
    {
        var starts = new List<int> { 0 };
        var span = Bytes.Span;
        for (var at = span.IndexOf((byte)'\n'); at >= 0;)
        {
            starts.Add(at + 1);
            var next = span[(at + 1)..].IndexOf((byte)'\n');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return [.. starts];
    }
}
