using System.Collections.Immutable;
using Harness.Changes;
using Harness.Git;
using Harness.Reporting;
using Harness.Trees;

namespace Harness.CommandLine.Changes;

/// <summary>Reads the change that was asked for from a repository.</summary>
internal static class ChangeReader
{
    /// <summary>Reads a change.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="request">The change.</param>
    /// <param name="context">The context, for messages about parts of the change elsewhere.</param>
    /// <exception cref="GitException">The repository does not have the change.</exception>
    /// <exception cref="CommandException">The event or the consents cannot be read.</exception>
    public static Change Read(GitRepository repository, ChangeRequest request, CommandContext context)
    {
        var hostEvent = request.Event is null ? null : HostEvent.Read(request.Event);
        var tip = request.Base is { } named ? repository.Resolve(named) : repository.Find("HEAD");
        var before = tip is { } commit ? repository.GetTree(commit) : repository.GetEmptyTree();
        var head = request.Files == ProposedFiles.Commit ? repository.Resolve(request.Head ?? "HEAD") : (CommitId?)null;
        var after = ReadProposed(repository, request, tip, head);
        var files = repository.Compare(before, after);
        var part = new RepositoryPart(repository);
        SayWhatLiesElsewhere(files, part.Place, context);
        var (ownBefore, ownAfter) = (part.Select(before), part.Select(after));
        return new Change
        {
            Before = ownBefore,
            After = ownAfter,
            Files = part.Place.IsRoot ? files : repository.Compare(ownBefore, ownAfter),
            Actor = new Actor([.. Claims(repository, request, hostEvent, tip, head)]),
            Head = head?.Value,
            Consents = request.Consents is null ? [] : ConsentFile.Read(request.Consents),
            History = tip is { } from ? part.Select(repository.ReadHistory(from, files, head)) : ChangeHistory.None,
        };
    }

    // The policy of a directory does not apply to paths outside it.
    private static void SayWhatLiesElsewhere(ChangeSet files, RepoPath place, CommandContext context)
    {
        var elsewhere = files.Files.Count(f => !f.Path.IsUnder(place));
        if (elsewhere > 0)
        {
            context.Error.Write($"harness: not judged: {CountText.Format(elsewhere, "changed path")} outside of '{VisibleText.Escape(place.ToString())}', the directory of --root\n");
        }
    }

    private static GitTree ReadProposed(GitRepository repository, ChangeRequest request, CommitId? tip, CommitId? head)
    {
        if (head is { } commit)
        {
            return request.Merge is { } merge ? repository.GetMergeTree(tip!.Value, commit, repository.Resolve(merge)) : repository.Merge(tip!.Value, commit);
        }

        var files = request.Files == ProposedFiles.Staged ? repository.GetStagedTree() : repository.GetWorkingTree();
        return request.Base is null || repository.Find("HEAD") is not { } parent || parent == tip ? files : repository.Merge(tip!.Value, files, parent);
    }

    private static IEnumerable<IdentityClaim> Claims(GitRepository repository, ChangeRequest request, HostEvent? hostEvent, CommitId? tip, CommitId? head)
    {
        foreach (var login in request.Logins)
        {
            yield return new IdentityClaim(IdentityEvidence.Host, login, "--login");
        }

        foreach (var claim in hostEvent?.Claims ?? [])
        {
            yield return claim;
        }

        if (request.As is { } agent)
        {
            yield return new IdentityClaim(IdentityEvidence.Asserted, agent, "--as");
        }

        var branch = request.Branch ?? hostEvent?.Branch ?? (request.Head is null ? repository.FindCurrentBranch() : null);
        if (branch is not null)
        {
            yield return new IdentityClaim(IdentityEvidence.Branch, branch, "the branch");
        }

        if (tip is { } target && (head ?? repository.Find("HEAD")) is { } proposed && proposed != target)
        {
            foreach (var claim in repository.FindIdentities(target, proposed))
            {
                yield return claim;
            }
        }
    }
}
