using System.Collections.Immutable;
using Harness.Changes;
using Harness.Trees;

namespace Harness.Git;

/// <content>Changes: what a commit makes of a tip, and what has landed.</content>
public sealed partial class GitRepository
{
    /// <summary>
    /// Reads the change that a commit makes to a tip. All changes are read in this way. While a change is judged, nothing may be fetched.
    /// </summary>
    /// <param name="tip">The tip of the target, whose history is used.</param>
    /// <param name="made">The commit that the change is read from.</param>
    /// <param name="after">The files that result, or <see langword="null"/> for those of <paramref name="made"/>.</param>
    /// <param name="actor">The contributors of the change.</param>
    /// <param name="head">The id of the commit that consents name.</param>
    /// <param name="consents">The approvals.</param>
    /// <param name="cancellation">Cancels git.</param>
    /// <exception cref="GitException">An object cannot be read.</exception>
    public Change ReadChange(
        CommitId tip, CommitId made, GitTree? after, Actor actor, string head, ImmutableArray<Consent> consents, CancellationToken cancellation = default)
    {
        var (before, result) = (GetTree(tip), after ?? GetTree(made));
        var files = Compare(before, result, cancellation);
        return new Change
        {
            Before = before,
            After = result,
            Files = files,
            Actor = actor,
            Head = head,
            Consents = consents,
            History = ReadHistory(tip, files, made, cancellation: cancellation),
        };
    }

    /// <summary>Returns the history of a tip as far as it concerns a change. It is read on first use, within limits.</summary>
    /// <param name="tip">The tip of the target branch.</param>
    /// <param name="files">The change.</param>
    /// <param name="head">The proposed commit, whose messages name the commits that it reverts, or <see langword="null"/> if there is no commit
    /// yet.</param>
    /// <param name="limits">The limits of the walk.</param>
    /// <param name="cancellation">Ends it early.</param>
    public CommitHistory ReadHistory(CommitId tip, ChangeSet files, CommitId? head = null, HistoryLimits? limits = null, CancellationToken cancellation = default)
    {
        var commits = new LandedCommits(scratch, tip, limits ?? HistoryLimits.Default, cancellation);
        return new(
            () => commits.IsUndoneBy(files) || (head is { } proposed && IsNamedRevert(new NamedReverts(scratch, reader, tip, proposed, cancellation), tip, files, cancellation)),
            path => commits.FindVersions(path).Select(id => reader.ReadBlob(id)).Where(c => c.Status == ReadStatus.Read).Select(c => c.Bytes));
    }

    private bool IsNamedRevert(NamedReverts reverts, CommitId tip, ChangeSet files, CancellationToken cancellation) =>
        reverts.Apply() is { } undone && new TreeComparison(reader, cancellation).Compare(reader.GetTreeId(tip.Value), undone).Files
            .Select(f => (f.Path, f.Before, f.After)).SequenceEqual(files.Files.Select(f => (f.Path, f.Before, f.After)));

    /// <summary>
    /// Returns the last changes that landed on a branch, the newest first: its commits along first parents, without the very first.
    /// </summary>
    /// <param name="tip">The tip of the branch.</param>
    /// <param name="count">The maximum number.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="GitException">The history cannot be read.</exception>
    public ImmutableArray<LandedChange> LastChanges(CommitId tip, int count, CancellationToken cancellation = default) =>
        LandedChanges.Read(scratch, [$"--max-count={count}", tip.Value], cancellation);

    /// <summary>Returns the changes that landed on a branch since a commit, the newest first: its commits along first parents.</summary>
    /// <param name="tip">The tip of the branch.</param>
    /// <param name="since">The commit to stop at.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="GitException">The history cannot be read.</exception>
    public ImmutableArray<LandedChange> ChangesSince(CommitId tip, CommitId since, CancellationToken cancellation = default) =>
        LandedChanges.Read(scratch, [tip.Value, "--not", since.Value], cancellation);

    /// <summary>Authors, committers and co-authors of the commits that a head has and a target has not, each name once.</summary>
    /// <param name="target">The tip of the target branch.</param>
    /// <param name="head">The commit that is proposed.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="GitException">The history cannot be read, or is too long.</exception>
    public ImmutableArray<IdentityClaim> FindIdentities(CommitId target, CommitId head, CancellationToken cancellation = default) =>
        CommitIdentities.Find(scratch, target, head, cancellation);

    /// <summary>Returns the ids of the commits that a head has and a target has not.</summary>
    /// <param name="target">The tip of the target branch.</param>
    /// <param name="head">The commit that is proposed.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="GitException">The history cannot be read.</exception>
    public ImmutableArray<string> FindCommits(CommitId target, CommitId head, CancellationToken cancellation = default)
    {
        var outcome = scratch.Run(["rev-list", head.Value, "--not", target.Value], cancellation);
        return outcome.ExitCode == 0 ? [.. outcome.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)]
            : throw new GitException($"git cannot read the commits of '{target.Short}..{head.Short}': {outcome.Complaint}");
    }
}
