using Harness.Trees;

namespace Harness.Git;

/// <summary>Reads fields that end in a NUL from a stream, one after another.</summary>
internal sealed class FieldReader(Stream stream)
{
    // Git has no path as long as this. A longer field is not the requested output.
    private const int MaximumLength = 16 << 20;

    private byte[] buffer = new byte[64 << 10];
    private int start;
    private int end;

    /// <summary>Returns the next field, or <see langword="null"/> at the end.</summary>
    /// <exception cref="GitException">A field is too long.</exception>
    public string? Read()
    {
        var searched = 0;
        while (true)
        {
            var rest = buffer.AsSpan(start, end - start);
            if (rest[searched..].IndexOf((byte)0) is >= 0 and var at)
            {
                start += searched + at + 1;
                return PathBytes.ToText(rest[..(searched + at)]);
            }

            searched = rest.Length;
            if (!Fill())
            {
                return null;
            }
        }
    }

    private bool Fill()
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, end < MaximumLength ? end * 2 : throw new GitException("git answers with a field of more than 16 MiB"));
        }

        var read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        return read > 0;
    }
}
