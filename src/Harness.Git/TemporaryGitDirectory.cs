namespace Harness.Git;

/// <summary>
/// A temporary directory, usually for a bare repository, which is removed when disposed. A file next to it is locked as long as its process lives, so
/// that other processes can recognise leftovers.
/// </summary>
internal sealed class TemporaryGitDirectory : IDisposable
{
    /// <summary>The prefix of the names of temporary repositories.</summary>
    public const string Prefix = "harness-git-";

    /// <summary>The prefix of the names of directories for other programs.</summary>
    public const string GuestPrefix = "harness-architect-";

    /// <summary>The suffix of the name of the locked file.</summary>
    public const string LockSuffix = ".lock";

    private const int Attempts = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly DirectoryInfo directory;
    private readonly FileStream? held;

    /// <summary>Makes the directory.</summary>
    /// <param name="write">A function that writes the files of a repository.</param>
    /// <param name="prefix">The prefix of its name.</param>
    /// <exception cref="GitException">The temporary directory cannot be written.</exception>
    public TemporaryGitDirectory(Action<TemporaryGitDirectory> write, string prefix = Prefix)
    {
        Leftovers.ClearOnce();
        directory = new DirectoryInfo(System.IO.Path.Join(System.IO.Path.GetTempPath(), prefix + Guid.NewGuid().ToString("N")));
        lock (GitWork.Gate)
        {
            GitWork.Token.ThrowIfCancellationRequested();
            try
            {
                held = new FileStream(Path + LockSuffix, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
                Create();
                GitWork.Add(this);
                write(this);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                GitWork.Remove(this);
                Remove(directory, held);
                throw new GitException($"a temporary {(prefix == Prefix ? "repository" : "directory")} cannot be written: {e.Message}", e);
            }
        }
    }

    /// <summary>The absolute path.</summary>
    public string Path => directory.FullName;

    /// <summary>Returns the absolute path of something in it.</summary>
    public string Combine(string relative) => System.IO.Path.Join(Path, relative);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (GitWork.Gate)
        {
            if (GitWork.Remove(this))
            {
                Remove(directory, held);
            }
        }
    }

    private void Create()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path);
        }
        else
        {
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    // A thread that a signal interrupts may still write into it. It cannot write into a directory that has been moved or removed.
    private static void DeleteAll(DirectoryInfo directory)
    {
        for (var left = Attempts; ; left--)
        {
            try
            {
                // Git makes its object files read-only, and Windows does not delete read-only files.
                foreach (var file in OperatingSystem.IsWindows() ? directory.EnumerateFiles("*", SearchOption.AllDirectories) : [])
                {
                    file.IsReadOnly = false;
                }

                directory.Delete(recursive: true);
                return;
            }
            catch (DirectoryNotFoundException)
            {
                return;
            }
            catch (IOException) when (left > 1)
            {
                Thread.Sleep(Pause);
            }
        }
    }

    /// <summary>Removes a directory with its content, then the lock file of its process.</summary>
    /// <param name="directory">The directory, not a link.</param>
    /// <param name="held">The lock file, which is closed.</param>
    public static void Remove(DirectoryInfo? directory, FileStream? held)
    {
        try
        {
            if (directory is not null && Directory.Exists(directory.FullName))
            {
                DeleteAll(directory);
            }

            if (held is not null)
            {
                File.Delete(held.Name);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file that another program holds open is left for the next process to clear away.
        }
        finally
        {
            held?.Dispose();
        }
    }
}
