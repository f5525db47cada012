using System.Collections.Concurrent;

namespace Harness.CommandLine;

/// <summary>
/// Files that are written completely, and all or none of them. Each is first written next to its place. All are moved after every one has been
/// written.
/// </summary>
internal sealed class StagedFiles : IDisposable
{
    private static readonly ConcurrentDictionary<string, bool> Unfinished = new(StringComparer.Ordinal);

    private readonly List<(string Temporary, string Final)> staged = [];

    /// <summary>Writes a file next to its place.</summary>
    public void Add(string path, byte[] content) => Add(path, output => output.Write(content));

    /// <summary>Writes a file next to its place.</summary>
    /// <param name="path">The place.</param>
    /// <param name="write">Writes the content.</param>
    public void Add(string path, Action<Stream> write)
    {
        if (!IsPlain(path))
        {
            throw new CommandException($"'{path}' cannot be written: it is not a plain file");
        }

        var temporary = Path.Join(Path.GetDirectoryName(path), $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        staged.Add((temporary, path));
        Unfinished.TryAdd(temporary, true);
        Guard(path, () =>
        {
            using var output = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 64 << 10);
            write(output);
        });
    }

    /// <summary>Moves every file to its place.</summary>
    public void Commit()
    {
        foreach (var (temporary, final) in staged)
        {
            Guard(final, () => File.Move(temporary, final, overwrite: true));
            Unfinished.TryRemove(temporary, out _);
        }

        staged.Clear();
    }

    /// <summary>Removes the files that were not moved.</summary>
    public void Dispose()
    {
        foreach (var (temporary, _) in staged)
        {
            // If the folder does not exist, neither does the file.
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }

            Unfinished.TryRemove(temporary, out _);
        }
    }

    /// <summary>Removes the files that no thread will finish, because the process ends.</summary>
    public static void RemoveAll()
    {
        foreach (var temporary in Unfinished.Keys)
        {
            try
            {
                File.Delete(temporary);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It remains under a name that nothing reads.
            }
        }
    }

    /// <summary>Determines whether a path is, or may become, a plain file, and not a directory or a device.</summary>
    public static bool IsPlain(string path) => !Directory.Exists(path) && (OperatingSystem.IsWindows() || !path.StartsWith("/dev/", StringComparison.Ordinal));

    private static void Guard(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"'{path}' cannot be written: {e.Message}");
        }
    }
}
