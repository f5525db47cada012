namespace Harness.Testing;

/// <summary>An empty directory that is gone after the test.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    /// <summary>Makes the directory.</summary>
    public TemporaryDirectory() => Path = Directory.CreateTempSubdirectory("harness-").FullName;

    /// <summary>Its absolute path.</summary>
    public string Path { get; }

    /// <summary>The absolute path of something in it.</summary>
    /// <param name="relative">Its path from the directory.</param>
    public string Combine(string relative) => System.IO.Path.Combine(Path, relative);

    /// <summary>Writes a file, and the directories it needs.</summary>
    /// <param name="relative">The file's path from the directory.</param>
    /// <param name="text">Its text.</param>
    public void Write(string relative, string text)
    {
        var path = Combine(relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Git makes its object files read-only, which Windows will not delete.
        foreach (var file in new DirectoryInfo(Path).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            file.IsReadOnly = false;
        }

        Directory.Delete(Path, recursive: true);
    }
}
