using System.Collections.Immutable;

namespace Harness.Git;

/// <summary>
/// A bare repository in a temporary directory that borrows the objects of the one that is judged. What is read or computed from
/// objects alone goes through it: no configuration, attributes, hooks, filters, merge drivers, replacements, grafts or promised
/// objects of the judged repository can have a say, because none of them are here; and what a merge writes stays here.
/// </summary>
internal sealed class ScratchRepository : IDisposable
{
    private readonly DirectoryInfo directory;

    /// <summary>Makes the repository.</summary>
    /// <exception cref="GitException">The temporary directory cannot be written.</exception>
    public ScratchRepository(RepositoryLocation location)
    {
        try
        {
            directory = Directory.CreateTempSubdirectory("harness-git-");
            Write(location);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GitException($"a temporary repository cannot be written: {e.Message}", e);
        }
    }

    /// <summary>The absolute path.</summary>
    public string Path => directory.FullName;

    /// <summary>The file that names the commits whose parents were left out.</summary>
    public string ShallowFile => Combine("shallow");

    /// <summary>Whether history ends early.</summary>
    public bool IsShallow => File.Exists(ShallowFile);

    /// <summary>Runs git in this repository.</summary>
    public GitOutcome Run(ImmutableArray<string> arguments, CancellationToken cancellation, ReadOnlyMemory<byte> input = default) =>
        GitProgram.Run(Command(arguments), cancellation, input);

    /// <summary>A command in this repository.</summary>
    public GitCommand Command(ImmutableArray<string> arguments) => new(Path, arguments) { GitDirectory = Path };

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

    private void Write(RepositoryLocation location)
    {
        Directory.CreateDirectory(Combine("objects/info"));
        Directory.CreateDirectory(Combine("refs"));
        Directory.CreateDirectory(Combine("info"));
        File.WriteAllText(Combine("HEAD"), "ref: refs/heads/none\n");
        File.WriteAllText(Combine("config"), Config(location));
        File.WriteAllText(Combine("objects/info/alternates"), location.ObjectDirectory + "\n");
        if (File.Exists(location.ShallowFile))
        {
            File.Copy(location.ShallowFile, ShallowFile);
        }
    }

    private static string Config(RepositoryLocation location) => location.ObjectFormat == "sha1"
        ? "[core]\n\trepositoryformatversion = 0\n\tbare = true\n"
        : $"[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectformat = {location.ObjectFormat}\n";
}
