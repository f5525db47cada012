using System.Collections.Immutable;
using Harness.Changes;

namespace Harness.Git;

/// <summary>
/// The change that merging a pull request would make. It is the host's own merge if its parents are the target's tip and the given head. Otherwise it
/// is git's own merge of the two. Nothing of the head is checked out or run.
/// </summary>
public sealed class ProposedMerge
{
    /// <summary>A merge and its two parents: the least history that identifies a host's own merge.</summary>
    public const int LeastDepth = 2;

    private readonly GitRepository repository;

    private ProposedMerge(GitRepository repository, CommitId tip, CommitId head, CommitId? merge, string name)
    {
        this.repository = repository;
        (Tip, Head, Ref) = (tip, head, name);
        Before = repository.GetTree(tip);
        After = merge is { } made ? repository.GetMergeTree(tip, head, made) : repository.Merge(tip, head);
        Commit = merge ?? head;
        Files = repository.Compare(Before, After);
    }

    /// <summary>The tip of the target.</summary>
    public CommitId Tip { get; }

    /// <summary>The commit that is proposed.</summary>
    public CommitId Head { get; }

    /// <summary>The files of the target's tip.</summary>
    public GitTree Before { get; }

    /// <summary>The files of the merge result.</summary>
    public GitTree After { get; }

    /// <summary>The paths that differ.</summary>
    public ChangeSet Files { get; }

    /// <summary>The commit that the host knows the result by: its own merge, else the head.</summary>
    public CommitId Commit { get; }

    /// <summary>The ref at the host of that commit.</summary>
    public string Ref { get; }

    /// <summary>Reads it.</summary>
    /// <param name="commits">The commits of the host.</param>
    /// <param name="number">The number of the pull request.</param>
    /// <param name="head">The id of the commit that is meant.</param>
    /// <param name="branch">The branch that it is judged against.</param>
    /// <param name="depth">The number of generations to fetch first, at least <see cref="LeastDepth"/>, or <see langword="null"/> for all.</param>
    /// <exception cref="GitException">Something is gone, the pull request has moved on, or it conflicts.</exception>
    public static ProposedMerge Read(FetchedCommits commits, int number, string head, string branch, int? depth = LeastDepth)
    {
        ArgumentNullException.ThrowIfNull(commits);
        ArgumentNullException.ThrowIfNull(head);
        var (target, proposed, merged) = ($"refs/heads/{branch}", $"refs/pull/{number}/head", $"refs/pull/{number}/merge");
        var hasMerge = commits.TryFetch(depth, target, proposed, merged);
        if (!hasMerge)
        {
            commits.Fetch($"pull request #{number} or the branch '{branch}' is gone", depth, target, proposed);
        }

        if (commits[proposed].Value != head)
        {
            throw new GitException($"pull request #{number} has moved on from {head[..12]} to {commits[proposed].Short}: the run of that push judges it");
        }

        if (hasMerge && IsMerge(commits, commits[merged], target, proposed))
        {
            return new ProposedMerge(commits.Repository, commits[target], commits[proposed], commits[merged], merged);
        }

        if (depth is not null)
        {
            commits.Fetch("the pull request or its target is gone", depth: null, target, proposed);
        }

        return new ProposedMerge(commits.Repository, commits[target], commits[proposed], null, proposed);
    }

    /// <summary>Returns the change, to be judged. While it is, no more may be fetched.</summary>
    /// <param name="actor">The contributors.</param>
    /// <param name="consents">The approvals.</param>
    public Change ToChange(Actor actor, ImmutableArray<Consent> consents) => repository.ReadChange(Tip, Head, After, actor, Head.Value, consents);

    private static bool IsMerge(FetchedCommits commits, CommitId merge, string target, string proposed) =>
        commits.Repository.GetParents(merge) is [var first, var second] && first == commits[target] && second == commits[proposed];
}
