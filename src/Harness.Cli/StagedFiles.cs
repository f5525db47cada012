namespace Harness.Cli;

/// <summary>
/// Files that appear whole, all of them or none: each is written beside its place first, and all are moved once every one of
/// them could be written.
/// </summary>
internal sealed class StagedFiles : IDisposable
{
    private readonly List<(string Temporary, string Final)> staged = [];

    /// <summary>Writes a file beside its place.</summary>
    public void Add(string path, byte[] content)
    {
        if (!IsPlain(path))
        {
            throw new CommandException($"'{path}' cannot be written: it is not a plain file");
        }

        var temporary = Path.Join(Path.GetDirectoryName(path), $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        staged.Add((temporary, path));
        Guard(path, () => File.WriteAllBytes(temporary, content));
    }

    /// <summary>Moves every file to its place.</summary>
    public void Commit()
    {
        foreach (var (temporary, final) in staged)
        {
            Guard(final, () => File.Move(temporary, final, overwrite: true));
        }

        staged.Clear();
    }

    /// <summary>Removes what was not moved.</summary>
    public void Dispose()
    {
        foreach (var (temporary, _) in staged.Where(file => File.Exists(file.Temporary)))
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Whether a path is, or may become, a plain file: none of a directory or a device.</summary>
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
