namespace Harness.Git;

/// <summary>A temporary directory that becomes a bare repository; gone when it is disposed of.</summary>
internal sealed class TemporaryGitDirectory : IDisposable
{
    private readonly DirectoryInfo directory;

    /// <summary>Makes the directory.</summary>
    /// <param name="write">Writes what makes it a repository.</param>
    /// <exception cref="GitException">The temporary directory cannot be written.</exception>
    public TemporaryGitDirectory(Action<TemporaryGitDirectory> write)
    {
        try
        {
            directory = Directory.CreateTempSubdirectory("harness-git-");
            write(this);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GitException($"a temporary repository cannot be written: {e.Message}", e);
        }
    }

    /// <summary>The absolute path.</summary>
    public string Path => directory.FullName;

    /// <summary>The absolute path of something in it.</summary>
    public string Combine(string relative) => System.IO.Path.Join(Path, relative);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            foreach (var file in directory.EnumerateFiles("*", SearchOption.AllDirectories))
            {
                // Git makes its object files read-only, which Windows will not delete.
                file.IsReadOnly = false;
            }

            directory.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file that another program holds open is left for the system to clear away.
        }
    }
}
