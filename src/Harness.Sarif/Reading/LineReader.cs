namespace Harness.Sarif.Reading;

/// <summary>Reads any number of lines in one buffer, which holds the longest of them.</summary>
/// <param name="input">The text as UTF-8, with or without a byte order mark.</param>
/// <param name="name">The name of the report, for messages.</param>
internal sealed class LineReader(Stream input, string name)
{
    private const int MaximumLine = 16 << 20;
    private byte[] buffer = new byte[64 << 10];
    private int start;
    private int end;

    /// <summary>The number of the line that was read last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Reads the next line.</summary>
    /// <param name="line">The line without its end. It is valid until the next one is read.</param>
    /// <exception cref="ReportException">The line is longer than any message.</exception>
    public bool TryRead(out ReadOnlyMemory<byte> line)
    {
        Number++;
        for (var seen = 0; ;)
        {
            var at = buffer.AsSpan(start + seen, end - start - seen).IndexOf((byte)'\n');
            if (at >= 0)
            {
                line = Take(seen + at);
                start++;
                return true;
            }

            seen = end - start;
            if (!Fill())
            {
                line = Take(seen);
                return seen > 0;
            }
        }
    }

    private ReadOnlyMemory<byte> Take(int length)
    {
        var line = buffer.AsMemory(start, length);
        start += length;
        return Number == 1 && line.Span is [0xEF, 0xBB, 0xBF, ..] ? line[3..] : line;
    }

    private bool Fill()
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        if (end == buffer.Length)
        {
            if (end >= MaximumLine)
            {
                throw new ReportException($"line {Number} of '{name}' is longer than {MaximumLine >> 20} MiB: let cargo alone write to it");
            }

            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = input.Read(buffer, end, buffer.Length - end);
        end += read;
        return read > 0;
    }
}
