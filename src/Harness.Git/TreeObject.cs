using Harness.Trees;

namespace Harness.Git;

/// <summary>The bytes of a tree object: mode, space, name, NUL, and the id in binary, for each entry.</summary>
internal static class TreeObject
{
    /// <summary>Returns the entries, or <see langword="null"/> if the bytes are not a tree.</summary>
    /// <param name="bytes">The object.</param>
    /// <param name="idLength">The number of bytes in an id.</param>
    public static ObjectEntry[]? Parse(ReadOnlySpan<byte> bytes, int idLength)
    {
        var entries = new List<ObjectEntry>();
        while (bytes.Length > 0)
        {
            var space = bytes.IndexOf((byte)' ');
            var end = bytes.IndexOf((byte)0);
            if (space < 1 || end < space || bytes.Length - end - 1 < idLength || ToMode(bytes[..space]) is not { } mode)
            {
                return null;
            }

            var id = Convert.ToHexStringLower(bytes.Slice(end + 1, idLength));
            entries.Add(new ObjectEntry(PathBytes.ToText(bytes[(space + 1)..end]), mode, id));
            bytes = bytes[(end + 1 + idLength)..];
        }

        return [.. entries];
    }

    /// <summary>
    /// Returns the meaning of a mode in octal digits. It is <see cref="EntryMode.None"/> for a tree, and <see langword="null"/> for an invalid mode.
    /// </summary>
    /// <remarks>Git maps every mode of a file to one of two, and writes no others. Old versions wrote 100664.</remarks>
    public static EntryMode? ToMode(ReadOnlySpan<byte> octal)
    {
        var mode = 0;
        foreach (var digit in octal)
        {
            if (digit is < (byte)'0' or > (byte)'7' || mode > 0xFFFF)
            {
                return null;
            }

            mode = (mode << 3) | (digit - '0');
        }

        return (mode >> 12) switch
        {
            0x4 => EntryMode.None,
            0x8 => (mode & 0x40) != 0 ? EntryMode.Executable : EntryMode.File,
            0xA => EntryMode.Link,
            0xE => EntryMode.Submodule,
            _ => null,
        };
    }
}
