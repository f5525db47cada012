using System.Collections.Immutable;

namespace Harness.Git;

/// <summary>
/// A bare repository in a temporary directory that borrows the objects of the judged repository. All reads and computations on objects go through it.
/// It has no configuration, attributes, hooks, filters, merge drivers, replacements, grafts or promised objects of the judged repository, so none of
/// them has an effect. The output of a merge stays here.
/// </summary>
internal sealed class ScratchRepository : IDisposable
{
    private const string Shallow = "shallow";
    private readonly TemporaryGitDirectory directory;

    /// <summary>Makes the repository.</summary>
    /// <param name="location">The repository that is judged.</param>
    /// <param name="life">Ends early whatever runs in it.</param>
    /// <exception cref="GitException">The temporary directory cannot be written.</exception>
    public ScratchRepository(RepositoryLocation location, CancellationToken life = default)
    {
        Life = life;
        directory = new TemporaryGitDirectory(made => Write(made, location));
    }

    /// <summary>Ends early whatever runs in it.</summary>
    public CancellationToken Life { get; }

    /// <summary>The absolute path.</summary>
    public string Path => directory.Path;

    /// <summary>The file that names the commits whose parents were left out.</summary>
    public string ShallowFile => directory.Combine(Shallow);

    /// <summary>A value that indicates whether history ends early.</summary>
    public bool IsShallow => File.Exists(ShallowFile);

    /// <summary>Runs git in this repository.</summary>
    public GitOutcome Run(ImmutableArray<string> arguments, CancellationToken cancellation, ReadOnlyMemory<byte> input = default) =>
        GitProgram.Run(Command(arguments), cancellation.CanBeCanceled ? cancellation : Life, input);

    /// <summary>Returns a command in this repository.</summary>
    public GitCommand Command(ImmutableArray<string> arguments) => new(Path, arguments) { GitDirectory = Path };

    /// <summary>Returns the absolute path of something in it.</summary>
    public string Combine(string relative) => directory.Combine(relative);

    /// <inheritdoc/>
    public void Dispose() => directory.Dispose();

    private static void Write(TemporaryGitDirectory made, RepositoryLocation location)
    {
        Directory.CreateDirectory(made.Combine("objects/info"));
        Directory.CreateDirectory(made.Combine("refs"));
        Directory.CreateDirectory(made.Combine("info"));
        File.WriteAllText(made.Combine("HEAD"), "ref: refs/heads/none\n");
        File.WriteAllText(made.Combine("config"), Config(location));
        File.WriteAllLines(made.Combine("objects/info/alternates"), [location.ObjectDirectory, .. location.Borrowed]);
        if (File.Exists(location.ShallowFile))
        {
            File.Copy(location.ShallowFile, made.Combine(Shallow));
        }
    }

    private static string Config(RepositoryLocation location) => location.ObjectFormat == "sha1"
        ? "[core]\n\trepositoryformatversion = 0\n\tbare = true\n"
        : $"[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectformat = {location.ObjectFormat}\n";
}
