using System.Collections.Immutable;

namespace Harness.Git;

/// <summary>
/// A bare repository in a temporary directory that holds only data fetched from a remote. Nothing is checked out, and only the machine's
/// configuration applies.
/// </summary>
public sealed class FetchedRepository : IDisposable
{
    // The places where git looks for a name that does not exist as written.
    private static readonly ImmutableArray<string> Places = ["refs/", "refs/tags/", "refs/heads/", "refs/remotes/"];

    private readonly TemporaryGitDirectory directory;
    private readonly GitRemote remote;

    /// <summary>Creates an empty repository.</summary>
    /// <param name="remote">The remote to fetch from.</param>
    /// <exception cref="GitException">The temporary directory cannot be written.</exception>
    public FetchedRepository(GitRemote remote)
    {
        ArgumentNullException.ThrowIfNull(remote);
        this.remote = remote.Address.IsAbsoluteUri && remote.Address.Scheme is "https" or "http" or "file"
            ? remote
            : throw new ArgumentException("a remote is an address of https, http or file", nameof(remote));
        directory = new TemporaryGitDirectory(Write);
    }

    /// <summary>The absolute path of the repository.</summary>
    public string Path => directory.Path;

    /// <summary>Fetches commits with their history.</summary>
    /// <param name="sources">The names of refs or ids of commits to fetch. <see cref="GitRepository.Resolve"/> finds each under
    /// <see cref="RefOf"/>.</param>
    /// <param name="depth">The number of generations of history, or <see langword="null"/> for all.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>Whether the remote has all of them.</returns>
    /// <exception cref="GitException">The remote does not answer, or refuses.</exception>
    public bool TryFetch(IEnumerable<string> sources, int? depth, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ImmutableArray<string> names = [.. sources];
        if (names.FirstOrDefault(n => !IsName(n)) is { } odd)
        {
            throw new GitException($"'{odd}' names no ref and no commit of '{remote.Address}'");
        }

        ImmutableArray<string> reach = depth is { } generations ? [$"--depth={generations}"] : File.Exists(directory.Combine("shallow")) ? ["--unshallow"] : [];
        var outcome = Run(
            ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--no-auto-maintenance", "--force", .. reach,
                "--", remote.Address.ToString(), .. names.Select(s => $"+{s}:{RefOf(s)}"), .. names.SelectMany(Lookalikes)],
            cancellation);
        return outcome.ExitCode == 0 ? names.All(HasFetched)
            : (IsMissing(outcome) ? false : throw new GitException($"'{remote}' cannot be fetched from: {remote.NameIn(outcome.Complaint)}"));
    }

    /// <summary>Returns the refs of the remote under a prefix.</summary>
    /// <param name="prefix">The beginning of their names: <c>refs/heads/queue/</c>.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The names, each with the id of its object.</returns>
    /// <exception cref="GitException">The remote does not answer, or refuses.</exception>
    public ImmutableArray<(string Name, string Id)> ListRefs(string prefix, CancellationToken cancellation = default)
    {
        var outcome = Run(["ls-remote", "--quiet", "--", remote.Address.ToString(), prefix + "*"], cancellation);
        return outcome.ExitCode != 0
            ? throw new GitException($"the refs of '{remote}' cannot be read: {remote.NameIn(outcome.Complaint)}")
            : [.. outcome.Text.Split('\n').Select(l => l.Split('\t')).Where(f => f.Length == 2 && f[1].StartsWith(prefix, StringComparison.Ordinal)).Select(f => (f[1], f[0]))];
    }

    /// <summary>Returns the name of a fetched ref or commit in this repository.</summary>
    /// <param name="source">The name of the ref or the id of the commit at the remote.</param>
    public static string RefOf(string source) => $"refs/fetched/{source}";

    /// <summary>
    /// Reverts, on top of a tip, the changes between two commits by git's own merge, and pushes that commit as a new branch. All three must
    /// have been fetched.
    /// </summary>
    /// <param name="landed">The change to revert.</param>
    /// <param name="tip">The tip to undo it on.</param>
    /// <param name="branch">The name of the new branch.</param>
    /// <param name="message">The commit's message.</param>
    /// <param name="writer">The remote, spoken to with the right to push.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="GitException">A later change depends on it, the branch exists already, or the remote refuses.</exception>
    public void PushRevert(LandedChange landed, CommitId tip, string branch, string message, GitRemote writer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(landed);
        ArgumentNullException.ThrowIfNull(writer);
        var commit = new LandedRevert(Path, cancellation).Commit(landed, tip, message);
        var push = Run(["push", "--quiet", "--no-verify", "--", writer.Address.ToString(), $"{commit}:refs/heads/{branch}"], writer, cancellation);
        if (push.ExitCode != 0)
        {
            throw new GitException($"the branch '{branch}' cannot be pushed to '{writer}': {push.Complaint}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => directory.Dispose();

    private GitOutcome Run(ImmutableArray<string> arguments, CancellationToken cancellation) => Run(arguments, remote, cancellation);

    private GitOutcome Run(ImmutableArray<string> arguments, GitRemote spokenTo, CancellationToken cancellation) =>
        GitProgram.Run(new GitCommand(Path, arguments) { GitDirectory = Path, Remote = spokenTo, Configuration = GitConfiguration.User, Limit = spokenTo.Limit }, cancellation);

    // Else it would be a pattern, or more than a name.
    private static bool IsName(string source) =>
        source.Length > 0 && (CommitId.IsWhole(source) || source.StartsWith("refs/", StringComparison.Ordinal))
        && !source.Any(c => char.IsControl(c) || c is ' ' or ':' or '*' or '?' or '[' or '^' or '~' or '\\') && !source.Contains("..", StringComparison.Ordinal);

    // If the ref itself does not exist, git would take one whose name only ends with it. Anyone who may push can push the tag 'refs/pull/7/merge'.
    private static IEnumerable<string> Lookalikes(string source) => CommitId.IsWhole(source) ? []
        : Places.Select(place => $"^{place}{source}").Append($"^refs/remotes/{source}/HEAD");

    private bool HasFetched(string source) =>
        Run(["rev-parse", "--verify", "--quiet", "--end-of-options", RefOf(source)], default).ExitCode == 0;

    // The remote lacks the ref, or does not hand out the commit.
    private static bool IsMissing(GitOutcome outcome) =>
        outcome.Error.Contains("couldn't find remote ref", StringComparison.Ordinal) || outcome.Error.Contains("not our ref", StringComparison.Ordinal);

    private static void Write(TemporaryGitDirectory made)
    {
        Directory.CreateDirectory(made.Combine("objects"));
        Directory.CreateDirectory(made.Combine("refs"));
        File.WriteAllText(made.Combine("HEAD"), "ref: refs/heads/none\n");
        File.WriteAllText(made.Combine("config"), "[core]\n\trepositoryformatversion = 0\n\tbare = true\n");
    }
}
