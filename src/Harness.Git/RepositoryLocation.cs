using System.Collections.Immutable;
using Harness.Trees;

namespace Harness.Git;

/// <summary>The places of a repository's parts, as git itself finds them.</summary>
/// <param name="Directory">The directory that was asked about.</param>
/// <param name="GitDirectory">The git directory of this working tree: refs like HEAD, the index.</param>
/// <param name="CommonDirectory">The git directory that all working trees share.</param>
/// <param name="ObjectDirectory">The directory of the objects.</param>
/// <param name="ObjectFormat"><c>sha1</c> or <c>sha256</c>.</param>
/// <param name="HasWorkTree">A value that indicates whether the directory lies in a working tree.</param>
internal sealed record RepositoryLocation(
    string Directory, string GitDirectory, string CommonDirectory, string ObjectDirectory, string ObjectFormat, bool HasWorkTree)
{
    private static readonly Version Oldest = new(2, 38);

    private static readonly ImmutableArray<string> Questions =
    [
        "rev-parse", "--path-format=absolute", "--git-dir", "--git-common-dir", "--git-path", "objects",
        "--show-prefix", "--show-object-format=storage", "--is-inside-work-tree",
    ];

    /// <summary>The number of digits in an id.</summary>
    public int IdLength => ObjectFormat == "sha1" ? 40 : 64;

    /// <summary>The place of the directory in its working tree, or the top in a repository without one.</summary>
    public RepoPath Place { get; init; }

    /// <summary>
    /// Further directories of objects. While a hook judges a push, git keeps the pushed objects in a separate directory, which it names.
    /// </summary>
    public ImmutableArray<string> Borrowed { get; init; } = [];

    /// <summary>The file that names the commits whose parents were left out.</summary>
    public string ShallowFile => Path.Join(CommonDirectory, "shallow");

    /// <summary>Finds the repository around a directory.</summary>
    /// <exception cref="GitException">The repository does not exist, or git cannot read it.</exception>
    public static RepositoryLocation Find(string directory, CancellationToken cancellation)
    {
        var full = Path.GetFullPath(directory);
        if (!System.IO.Directory.Exists(full))
        {
            throw new GitException($"'{directory}' is no directory");
        }

        var outcome = GitProgram.Run(new GitCommand(full, Questions), cancellation);
        var lines = outcome.Text.Split('\n');
        return outcome.ExitCode == 0 && lines.Length == 6
            ? new RepositoryLocation(full, lines[0], lines[1], lines[2], lines[4], lines[5] == "true") { Place = RepoPath.Parse(lines[3]), Borrowed = Quarantine.Find(Environment.GetEnvironmentVariable) }
            : throw Explain(outcome, directory, cancellation);
    }

    private static GitException Explain(GitOutcome outcome, string directory, CancellationToken cancellation)
    {
        if (GetVersion(cancellation) is { } version && version < Oldest)
        {
            return new GitException($"git {version} is too old: install git {Oldest} or newer");
        }

        return outcome.ExitCode == 0 ? new GitException($"the path of the repository around '{directory}' holds a line break: move it")
            : outcome.Error.Contains("not a git repository", StringComparison.Ordinal)
                ? new GitException($"there is no git repository around '{directory}': run it inside of one, or name one with --root")
            : new GitException($"git cannot read the repository around '{directory}': {outcome.Complaint}");
    }

    /// <summary>Returns the version of the git program.</summary>
    private static Version? GetVersion(CancellationToken cancellation)
    {
        var words = GitProgram.Run(new GitCommand(Path.GetTempPath(), ["version"]), cancellation).Text.Split(' ');
        var numbers = words.Length > 2 ? words[2].Split('.').TakeWhile(n => n.All(char.IsAsciiDigit)).Take(3) : [];
        return Version.TryParse(string.Join('.', numbers), out var version) ? version : null;
    }
}
