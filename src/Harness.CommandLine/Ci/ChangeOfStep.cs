using System.Collections.Immutable;
using Harness.Changes;
using Harness.Git;

namespace Harness.CommandLine.Ci;

/// <summary>Makes changes of commits that were fetched. While they are judged, no more may be fetched.</summary>
internal static class ChangeOfStep
{
    /// <summary>Returns what a difference of two trees changes.</summary>
    /// <param name="repository">The repository that the trees are of.</param>
    /// <param name="tip">The commit whose history counts.</param>
    /// <param name="made">The commit that the change was made as.</param>
    /// <param name="after">The files that result.</param>
    /// <param name="actor">Who made it.</param>
    /// <param name="head">The id of the commit that approvals are given to.</param>
    /// <param name="consents">Who agreed.</param>
    public static Change Create(GitRepository repository, CommitId tip, CommitId made, GitTree after, Actor actor, string head, ImmutableArray<Consent> consents)
    {
        var before = repository.TreeOf(tip);
        var files = repository.Compare(before, after);
        return new Change { Before = before, After = after, Files = files, Actor = actor, Head = head, Consents = consents, History = repository.HistoryOf(tip, files, made) };
    }

    /// <summary>Returns the claim of who pushed, by the event.</summary>
    public static IdentityClaim Pushed(string sender) => new(IdentityEvidence.Host, sender, "who pushed");
}
