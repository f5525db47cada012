using System.Formats.Tar;

namespace Harness.Git;

/// <summary>
/// Removes the temporary repositories and directories of killed processes, whose locks are free. Those of live processes or other users are left
/// alone.
/// </summary>
internal static class Leftovers
{
    // The offset and length of the owner in the header of an archive's entry.
    private const int OwnerOffset = 108;
    private const int OwnerLength = 8;

    private static readonly string[] Prefixes = [TemporaryGitDirectory.Prefix, TemporaryGitDirectory.GuestPrefix];

    // For versions without locks. None of their runs takes so long.
    private static readonly TimeSpan Old = TimeSpan.FromDays(1);

    private static readonly Lazy<string> Self = new(FindSelf);

    private static readonly Lazy<bool> Cleared = new(() =>
    {
        Clear(Path.GetTempPath());
        return true;
    });

    /// <summary>Clears the system's temporary directory, once in the life of this process.</summary>
    public static void ClearOnce() => _ = Cleared.Value;

    /// <summary>Clears a temporary directory.</summary>
    public static void Clear(string temporary)
    {
        try
        {
            foreach (var prefix in Prefixes)
            {
                Clear(temporary, prefix);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An entry that cannot be read does not matter.
        }
    }

    private static void Clear(string temporary, string prefix)
    {
        foreach (var file in Directory.GetFiles(temporary, $"{prefix}*{TemporaryGitDirectory.LockSuffix}"))
        {
            ClearLocked(file);
        }

        foreach (var directory in new DirectoryInfo(temporary).GetDirectories(prefix + "*"))
        {
            if (directory.LastWriteTimeUtc < DateTime.UtcNow - Old && !File.Exists(directory.FullName + TemporaryGitDirectory.LockSuffix) && IsOwn(directory))
            {
                TemporaryGitDirectory.Remove(directory, held: null);
            }
        }
    }

    private static void ClearLocked(string file)
    {
        try
        {
            if (!IsOwn(new FileInfo(file)))
            {
                return;
            }

            // It opens only if no process holds it.
            using var held = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            var directory = new DirectoryInfo(file[..^TemporaryGitDirectory.LockSuffix.Length]);
            TemporaryGitDirectory.Remove(directory.Exists && IsOwn(directory) ? directory : null, held);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its process lives, or another one clears it away.
        }
    }

    // Of the framework's public types, only the archive writer reads a file's owner.
    private static bool IsOwn(FileSystemInfo entry)
    {
        if ((entry.Attributes & FileAttributes.ReparsePoint) != 0 || entry is FileInfo { Length: > 0 })
        {
            return false;
        }

        return OperatingSystem.IsWindows() || OwnerOf(entry.FullName) == Self.Value;
    }

    private static string OwnerOf(string path)
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Gnu, leaveOpen: true))
        {
            writer.WriteEntry(path, "entry");
        }

        return Convert.ToHexString(archive.GetBuffer(), OwnerOffset, OwnerLength);
    }

    private static string FindSelf()
    {
        var own = Path.GetTempFileName();
        try
        {
            return OwnerOf(own);
        }
        finally
        {
            File.Delete(own);
        }
    }
}
