using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Changes;
using Harness.Git;

namespace Harness.Cli.Ci;

/// <summary>
/// Reads what a branch has taken in, or a merge queue is about to: its steps along first parents, each the pull request's that it comes
/// from, by the host's word; a step that comes from none is the pusher's. So ownership is that of the pull requests contained.
/// </summary>
internal sealed partial class LandedReader(FetchedCommits commits, GitHubApi api)
{
    // Far more than a queue groups or a day's pushes hold; what is longer is fetched whole.
    private const int Depth = 50;
    private const int MostSteps = 250;
    private const string Queue = "gh-readonly-queue/";

    /// <summary>Reads a group of a merge queue.</summary>
    public CiSubject Read(CiEvent.MergeGroup group)
    {
        var landed = ReadLanded(group.Before, group.After, $"the merge group '{group.Group}' is gone")
            ?? throw new CommandException($"the merge group '{group.Group}' does not build on its base {group.Before[..12]}");
        var queued = commits.ListRefs($"refs/heads/{Queue}{group.Target}/")
            .Append(($"refs/heads/{group.Group}", group.After))
            .Where(r => PullRequestOf(r.Item1) is not null)
            .DistinctBy(r => r.Item2)
            .ToDictionary(r => r.Item2, r => PullRequestOf(r.Item1)!.Value);
        if (!queued.ContainsKey(group.After))
        {
            throw new CommandException($"the branch '{group.Group}' of the merge group names no pull request");
        }

        // The tip of each queued group is where its pull request ends; what is below the first and not queued has landed meanwhile.
        var steps = Join(landed, commit => queued.TryGetValue(commit.Value, out var number) ? number : Merged(commit, group.Target)?.Number, extends: true);
        return ToSubject(group.After, $"refs/heads/{group.Group}", steps, sender: null);
    }

    /// <summary>Reads a push.</summary>
    public CiSubject Read(CiEvent.Push push, GuardedBranches guarded)
    {
        var name = $"refs/heads/{push.Branch}";
        if (guarded.TargetOf(push.Branch) is var target && (target != push.Branch || push.Before is null))
        {
            return ReadUnguarded(push, name, target);
        }

        // A branch that was moved elsewhere has no steps: the whole difference is the pusher's.
        var landed = ReadLanded(push.Before!, push.After!, $"the host has {push.Before![..12]} or {push.After![..12]} no more");
        var steps = landed is null
            ? [new LandedStep(commits[push.Before!], commits[push.After!], null)]
            : Join(landed.Value, commit => Merged(commit, push.Branch)?.Number, extends: false);
        return ToSubject(push.After!, name, steps, push.Sender);
    }

    // As if it were to merge: its check is one of its commit, which may be a pull request's as well. A guarded branch that is new has nothing to
    // be held against.
    private CiSubject ReadUnguarded(CiEvent.Push push, string name, string branch)
    {
        var target = $"refs/heads/{branch}";
        commits.Fetch($"the host has {push.After![..12]} or the branch '{branch}' no more", depth: null, target, push.After);
        var (tip, head) = (commits[target], commits[push.After]);
        if (branch == push.Branch)
        {
            return new CiSubject(commits.Repository.TreeOf(head), push.After, name, []);
        }

        var after = commits.Repository.Merge(tip, head);
        var change = ToChange(tip, head, commits.Repository.TreeOf(tip), after, [Pushed(push.Sender)], push.After, []);
        return new CiSubject(after, push.After, name, [new CiStep($"{head.Short}, judged against '{branch}'", change)]);
    }

    // The oldest first; null where the one is no ancestor of the other along first parents.
    private ImmutableArray<LandedChange>? ReadLanded(string before, string after, string why)
    {
        foreach (var depth in new int?[] { Depth, null })
        {
            commits.Fetch(why, depth, before, after);
            var landed = commits.Repository.ChangesSince(commits[after], commits[before]);
            if (landed.IsEmpty ? before == after : landed[^1].Before.Value == before)
            {
                return landed.Length <= MostSteps ? [.. landed.Reverse()]
                    : throw new CommandException($"{landed.Length} commits came at once, more than {MostSteps}: judge them with 'harness check --base {before[..12]}' in a whole clone");
            }
        }

        return null;
    }

    // Neighbours of one pull request are one step: a merge by rebase lands several commits. In a queue a commit that nothing names belongs to
    // the pull request whose tip comes next.
    private static List<LandedStep> Join(ImmutableArray<LandedChange> landed, Func<CommitId, int?> numberOf, bool extends)
    {
        var steps = new List<LandedStep>();
        foreach (var change in landed)
        {
            var number = numberOf(change.After);
            var joins = steps.Count > 0 && (extends ? steps[^1].Number is null || steps[^1].Number == number : number is not null && steps[^1].Number == number);
            if (joins)
            {
                steps[^1] = steps[^1] with { After = change.After, Number = number };
            }
            else
            {
                steps.Add(new LandedStep(change.Before, change.After, number));
            }
        }

        return steps;
    }

    private CiSubject ToSubject(string commit, string name, List<LandedStep> steps, string? sender) => new(
        commits.Repository.TreeOf(commits[commit]), commit, name, [.. steps.Select(s => s.Number is { } number ? OfPullRequest(s, number) : OfPush(s, sender))]);

    private CiStep OfPullRequest(LandedStep step, int number)
    {
        var pull = api.PullRequest(number);
        var author = new IdentityClaim(IdentityEvidence.Host, pull.Author, $"the author of #{number}");
        return new CiStep($"#{number}", ToChange(step, [author], pull.Head, Review.FindConsents(api.ReviewsOf(number))));
    }

    private CiStep OfPush(LandedStep step, string? sender) =>
        new(step.After.Short, ToChange(step, sender is null ? [] : [Pushed(sender)], step.After.Value, []));

    private static IdentityClaim Pushed(string sender) => new(IdentityEvidence.Host, sender, "who pushed");

    private Change ToChange(LandedStep step, ImmutableArray<IdentityClaim> claims, string head, ImmutableArray<Consent> consents) =>
        ToChange(step.Before, step.After, commits.Repository.TreeOf(step.Before), commits.Repository.TreeOf(step.After), claims, head, consents);

    private Change ToChange(CommitId tip, CommitId made, GitTree before, GitTree after, ImmutableArray<IdentityClaim> claims, string head, ImmutableArray<Consent> consents)
    {
        var files = commits.Repository.Compare(before, after);
        return new Change { Before = before, After = after, Files = files, Actor = new Actor(claims), Head = head, Consents = consents, History = commits.Repository.HistoryOf(tip, files, made) };
    }

    private HostPullRequest? Merged(CommitId commit, string target) => api.PullRequestsOf(commit.Value).FirstOrDefault(p => p.IsMerged && p.Base == target);

    // gh-readonly-queue/main/pr-12-1a2b…
    private static int? PullRequestOf(string name) =>
        QueueBranch().Match(name) is { Success: true } match && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>What one pull request has brought, or one push.</summary>
    private sealed record LandedStep(CommitId Before, CommitId After, int? Number);

    [GeneratedRegex("/pr-([0-9]+)-[0-9a-f]{40}$")]
    private static partial Regex QueueBranch();
}
