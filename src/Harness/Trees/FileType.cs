using System.Formats.Tar;

namespace Harness.Trees;

/// <summary>Distinguishes files from pipes and devices without opening them.</summary>
internal static class FileType
{
    // The offset of the type in the header of an entry.
    private const int TypeOffset = 156;

    /// <summary>Determines whether an empty file is a regular file. A link is not.</summary>
    /// <param name="path">The file's absolute path.</param>
    /// <exception cref="IOException">The file cannot be read, or is a socket.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static bool IsRegular(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        // Of the framework's public types, only the archive writer reads a file's type, and it opens only regular files.
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Gnu, leaveOpen: true))
        {
            writer.WriteEntry(path, "file");
        }

        return archive.GetBuffer()[TypeOffset] == (byte)TarEntryType.RegularFile;
    }
}
