using System.Collections.Immutable;
using Harness.Changes;
using Harness.Trees;
using LibGit2Sharp;

namespace Harness.Git;

/// <summary>
/// A read-only git repository: commits as trees, their differences, and their merge. LibGit2Sharp reads objects if it can. Otherwise the git program
/// does, which also reads refs, history and the index. Replacements and grafts are ignored, nothing is fetched, and no program that the repository
/// names is run. The owner of the directory does not matter.
/// </summary>
public sealed partial class GitRepository : IDisposable
{
    private const string Branches = "refs/heads/";

    private static readonly ImmutableArray<string> UsualBranches = ["main", "master"];

    private readonly RepositoryLocation location;
    private readonly ScratchRepository scratch;
    private readonly ObjectReader reader;

    private GitRepository(RepositoryLocation location, ScratchRepository scratch, ObjectReader reader)
    {
        this.location = location;
        this.scratch = scratch;
        this.reader = reader;
    }

    /// <summary>Opens the repository around a directory: a working tree, also a linked one, a directory in it, or a bare repository.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="cancellation">Ends it early, and whatever git does for the repository later.</param>
    /// <exception cref="GitException">The repository does not exist or cannot be read.</exception>
    public static GitRepository Open(string directory, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var location = RepositoryLocation.Find(directory, cancellation);
        var scratch = new ScratchRepository(location, cancellation);
        return new GitRepository(location, scratch, OpenReader(scratch));
    }

    internal RepoPath Place => location.Place;

    /// <summary>
    /// Returns the commit that a revision names: a branch, a tag, an id, <c>HEAD~2</c>. A whole id is that object, whatever refs are named so.
    /// </summary>
    /// <param name="revision">The revision.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="GitException">It names no commit of this repository, or more than one ref answers to it.</exception>
    public CommitId Resolve(string revision, CancellationToken cancellation = default) =>
        Find(revision, cancellation) ?? throw new GitException(
            $"'{revision}' names no commit of this repository: check the spelling, or fetch it first (git fetch origin)");

    /// <summary>
    /// Returns the commit that a revision names, or <see langword="null"/> if it names none, as <c>HEAD</c> before the first commit.
    /// </summary>
    /// <param name="revision">The revision.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="GitException">More than one ref answers to it.</exception>
    public CommitId? Find(string revision, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(revision);
        return revision.Length == location.IdLength && CommitId.IsWhole(revision) && reader.IsCommit(revision)
            ? new CommitId(revision)
            : new Revisions(location, scratch, cancellation).Find(revision);
    }

    /// <summary>Returns the files of a commit.</summary>
    /// <param name="commit">The commit.</param>
    /// <exception cref="GitException">The commit is missing or corrupt.</exception>
    public GitTree GetTree(CommitId commit) => new(reader, reader.GetTreeId(commit.Value));

    /// <summary>Returns a tree without files, as before the first commit.</summary>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="GitException">Git cannot write it to the temporary directory.</exception>
    public GitTree GetEmptyTree(CancellationToken cancellation = default) =>
        scratch.Run(["mktree"], cancellation) is { ExitCode: 0 } outcome
            ? new GitTree(reader, outcome.Text)
            : throw new GitException("git cannot write a tree to the temporary directory: is it full?");

    /// <summary>
    /// Returns the files that <c>git commit</c> would store now: the index. Within a hook, it is the one that <c>GIT_INDEX_FILE</c> names.
    /// </summary>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="GitException">The repository has no working tree, or a merge is not finished.</exception>
    public GitTree GetStagedTree(CancellationToken cancellation = default) =>
        new(reader, new WorkingFiles(location, scratch, cancellation).WriteIndex());

    /// <summary>
    /// Returns the files that <c>git commit</c> would store after <c>git add -A</c>: the files on disk that are tracked or not ignored. A file that
    /// the index assumes unchanged or skips is also read. Line ends are stored as <c>.gitattributes</c> and
    /// <c>core.autocrlf</c> specify. Filters do not run, so a changed file with a filter (LFS) counts as it is on disk.
    /// </summary>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="GitException">The repository has no working tree, a merge is not finished, or a file cannot be read.</exception>
    public GitTree GetWorkingTree(CancellationToken cancellation = default) =>
        new(reader, new WorkingFiles(location, scratch, cancellation).WriteWorkingTree());

    /// <summary>Returns the paths that differ between two trees of this repository.</summary>
    /// <param name="before">The old tree.</param>
    /// <param name="after">The other.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="ArgumentException">A tree is another repository's.</exception>
    /// <exception cref="GitException">An object is missing or corrupt.</exception>
    public ChangeSet Compare(GitTree before, GitTree after, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return before.Reader == reader && after.Reader == reader
            ? new TreeComparison(reader, cancellation).Compare(before.Id, after.Id)
            : throw new ArgumentException("the trees are not of this repository", nameof(after));
    }

    /// <summary>Returns the result of merging a commit into a target, by git's own merge. It is written only to a temporary directory.</summary>
    /// <param name="target">The tip of the target branch.</param>
    /// <param name="head">The commit that is proposed.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="GitException">They conflict, have no common history, or the history is incomplete.</exception>
    public GitTree Merge(CommitId target, CommitId head, CancellationToken cancellation = default) =>
        new(reader, new TreeMerge(scratch, reader, cancellation).Merge(target, head));

    /// <summary>
    /// Returns the result of merging files that are not committed yet into a target. A commit of them on top of their parent is written to a
    /// temporary directory and merged.
    /// </summary>
    /// <param name="target">The tip of the target branch.</param>
    /// <param name="files">The files: the index, or the working tree.</param>
    /// <param name="parent">The commit that they were made from.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="GitException">They conflict, have no common history, or the history is incomplete.</exception>
    public GitTree Merge(CommitId target, GitTree files, CommitId parent, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        var outcome = scratch.Run(
            ["-c", "user.name=harness", "-c", "user.email=harness@invalid", "commit-tree", "-m", "proposed", "-p", parent.Value, files.Id], cancellation);
        return outcome.ExitCode == 0 && CommitId.IsWhole(outcome.Text)
            ? Merge(target, new CommitId(outcome.Text), cancellation)
            : throw new GitException($"git cannot write what is proposed to the temporary directory: {outcome.Complaint}");
    }

    /// <summary>Returns the tree of a merge that the host has made already. Its parents must be the target's tip and the proposed commit.</summary>
    /// <param name="target">The tip of the target branch.</param>
    /// <param name="head">The commit that is proposed.</param>
    /// <param name="merge">The host's merge commit.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="GitException">It is not that merge.</exception>
    public GitTree GetMergeTree(CommitId target, CommitId head, CommitId merge, CancellationToken cancellation = default)
    {
        var parents = GetParents(merge);
        return parents.Length == 2 && parents[0] == target && parents[1] == head
            ? GetTree(merge)
            : throw new GitException(
                $"'{merge.Short}' is not the merge of '{head.Short}' into '{target.Short}': its parents are {Describe(parents)}; fetch the host's merge again");
    }

    /// <summary>Returns a commit's parents, also those that a shallow clone lacks.</summary>
    /// <param name="commit">The commit.</param>
    /// <exception cref="GitException">The commit is missing or corrupt.</exception>
    public ImmutableArray<CommitId> GetParents(CommitId commit) => reader.GetParents(commit.Value);

    /// <summary>Determines whether one commit equals another or is an ancestor of it.</summary>
    /// <param name="ancestor">The possible ancestor.</param>
    /// <param name="descendant">The other.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="GitException">The history is incomplete.</exception>
    public bool IsAncestor(CommitId ancestor, CommitId descendant, CancellationToken cancellation = default) =>
        new MergeBases(scratch, cancellation).IsAncestor(ancestor, descendant);

    /// <summary>Returns the best common ancestors of two commits. There are several if their histories cross.</summary>
    /// <param name="one">The first commit.</param>
    /// <param name="other">The other.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="GitException">There is none, or the history is incomplete.</exception>
    public ImmutableArray<CommitId> FindMergeBases(CommitId one, CommitId other, CancellationToken cancellation = default) =>
        new MergeBases(scratch, cancellation).Find(one, other);

    /// <summary>A value that indicates whether the history is cut off: a clone with <c>--depth</c>.</summary>
    public bool IsShallow => scratch.IsShallow;

    /// <summary>Returns the branch that HEAD is on, without <c>refs/heads/</c>, or <see langword="null"/> if it is on none.</summary>
    /// <param name="cancellation">Ends it early.</param>
    public string? FindCurrentBranch(CancellationToken cancellation = default) =>
        Run(["symbolic-ref", "--quiet", "HEAD"], cancellation) is { ExitCode: 0, Text: var name } && name.StartsWith(Branches, StringComparison.Ordinal)
            ? name[Branches.Length..] : null;

    /// <summary>
    /// Returns the branch that changes go to, without <c>refs/heads/</c>: the remote's default, else <c>main</c> or <c>master</c>, else the current
    /// one.
    /// </summary>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The name, or <see langword="null"/> if the repository has no branch.</returns>
    public string? FindDefaultBranch(CancellationToken cancellation = default)
    {
        const string Remote = "refs/remotes/origin/";
        if (Run(["symbolic-ref", "--quiet", $"{Remote}HEAD"], cancellation) is { ExitCode: 0 } head && head.Text.StartsWith(Remote, StringComparison.Ordinal))
        {
            return head.Text[Remote.Length..];
        }

        var current = FindCurrentBranch(cancellation);
        return current is not null && UsualBranches.Contains(current) ? current
            : UsualBranches.FirstOrDefault(name => HasRef($"{Remote}{name}", cancellation) || HasRef($"refs/heads/{name}", cancellation)) ?? current;
    }

    /// <summary>Returns a value of the user's configuration of git, as <c>user.email</c>, or <see langword="null"/> if it is not set.</summary>
    /// <param name="name">The name of the value.</param>
    /// <param name="cancellation">Ends it early.</param>
    public string? FindSetting(string name, CancellationToken cancellation = default)
    {
        var asked = new GitCommand(location.Directory, ["config", "--get", name]) { Configuration = GitConfiguration.User };
        return GitProgram.Run(asked, cancellation) is { ExitCode: 0, Text: { Length: > 0 } value } ? value : null;
    }

    /// <summary>
    /// Returns the absolute path of the directory that git takes this repository's hooks from: <c>core.hooksPath</c>, else <c>hooks</c> of the git
    /// directory.
    /// </summary>
    /// <param name="cancellation">Ends it early.</param>
    public string FindHookDirectory(CancellationToken cancellation = default)
    {
        // The last value is the one that prevents hooks from running here.
        var asked = new GitCommand(location.Directory, ["config", "--type=path", "--get-all", "core.hooksPath"]) { Configuration = GitConfiguration.User };
        var configured = GitProgram.Run(asked, cancellation).Text.Split('\n')[..^1];
        var top = Run(["rev-parse", "--show-toplevel"], cancellation);
        return configured is [.., { Length: > 0 } own] ? Path.GetFullPath(own, top.ExitCode == 0 ? top.Text : location.GitDirectory)
            : Path.Join(location.CommonDirectory, "hooks");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        reader.Dispose();
        scratch.Dispose();
    }

    private static ObjectReader OpenReader(ScratchRepository scratch)
    {
        try
        {
            return new LibraryReader(scratch);
        }
        catch (Exception e) when (e is LibGit2SharpException or TypeInitializationException or DllNotFoundException)
        {
            // SHA-256, a future format of git, or a program that was copied without the library next to it.
            return new ProgramReader(scratch);
        }
    }

    private static string Describe(ImmutableArray<CommitId> parents) =>
        parents.IsEmpty ? "none" : string.Join(", ", parents.Select(p => $"'{p.Short}'"));

    private bool HasRef(string name, CancellationToken cancellation) => Run(["show-ref", "--verify", "--quiet", name], cancellation).ExitCode == 0;

    private GitOutcome Run(ImmutableArray<string> arguments, CancellationToken cancellation) =>
        GitProgram.Run(new GitCommand(location.Directory, arguments), cancellation.CanBeCanceled ? cancellation : scratch.Life);
}
