using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Changes;
using Harness.Git;
using Harness.GitHub.Facts;

namespace Harness.CommandLine.Ci;

/// <summary>
/// Reads the steps along first parents that have landed on a guarded branch, or are about to land from a merge queue. A step that is proven to come
/// from a pull request is judged with its author, pushers, commits and approvals. Any other step belongs to the pusher.
/// </summary>
internal sealed partial class LandedReader(FetchedCommits commits, FactsReader facts)
{
    // Far more than a merge group or a day's pushes contain. A longer history is fetched completely.
    private const int Depth = 50;
    private const int MostSteps = 250;
    private const string Queue = "gh-readonly-queue/";

    private readonly Dictionary<int, PullRequestSummary> pulls = [];

    /// <summary>Reads a group of a merge queue.</summary>
    public async Task<CiSubject> ReadAsync(CiEvent.MergeGroup group)
    {
        var landed = ReadLanded(group.Before, group.After, $"the merge group '{group.Group}' is gone")
            ?? throw new CommandException($"the merge group '{group.Group}' does not build on its base {group.Before[..12]}");
        var own = PullRequestOf(group.Group) ?? throw new CommandException($"the branch '{group.Group}' of the merge group names no pull request");

        // The event's own ref comes first, because anyone who may push can create others. The tip of each queued group is the end of its pull
        // request.
        var queued = commits.ListRefs($"refs/heads/{Queue}{group.Target}/")
            .Select(r => (Id: r.Id, Number: PullRequestOf(r.Name)))
            .Where(r => r.Number is not null)
            .Prepend((Id: group.After, Number: own))
            .ToLookup(r => r.Id, r => r.Number!.Value);
        var merged = await FindMergedAsync(landed.Where(l => !queued.Contains(l.After.Value)), group.Target);
        var steps = LandedStep.Join(landed, c => queued.Contains(c.Value) ? [.. queued[c.Value].Distinct()] : merged[c], isQueue: true);
        return await ReadAsync(group.After, $"refs/heads/{group.Group}", steps, sender: null);
    }

    /// <summary>Reads a push to a guarded branch that was there before.</summary>
    public async Task<CiSubject> ReadAsync(CiEvent.Push push)
    {
        // A branch that was moved elsewhere has no steps: the whole difference is the pusher's.
        var (before, after) = (push.Before!, push.After!);
        var landed = ReadLanded(before, after, $"the host has {before[..12]} or {after[..12]} no more");
        var merged = await FindMergedAsync(landed ?? [], push.Branch);
        var steps = landed is null
            ? [new LandedStep(commits[before], commits[after], IsLinear: false, [])]
            : LandedStep.Join(landed.Value, c => merged[c], isQueue: false);
        return await ReadAsync(after, $"refs/heads/{push.Branch}", steps, push.Sender);
    }

    private async Task<CiSubject> ReadAsync(string commit, string name, ImmutableArray<LandedStep> steps, string? sender)
    {
        var heads = new Dictionary<int, string>();
        foreach (var number in steps.SelectMany(s => s.Numbers).Distinct())
        {
            heads[number] = (await PullAsync(number)).Head;
        }

        var proven = new StepProof(commits).Prove(steps, heads, Depth);
        var judged = ImmutableArray.CreateBuilder<CiStep>();
        foreach (var (step, number) in steps.Zip(proven))
        {
            judged.Add(number is { } from ? await OfPullRequestAsync(step, from) : OfPush(step, sender));
        }

        return new CiSubject(commits.Repository.GetTree(commits[commit]), commit, name, judged.ToImmutable());
    }

    // Returns the steps, oldest first, or null if the old commit is not an ancestor of the new one along first parents.
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

    private async Task<Dictionary<CommitId, ImmutableArray<int>>> FindMergedAsync(IEnumerable<LandedChange> landed, string target)
    {
        var merged = new Dictionary<CommitId, ImmutableArray<int>>();
        foreach (var change in landed)
        {
            merged[change.After] = [.. (await facts.FindMergedAsync(change.After.Value)).Where(p => p.Base == target).Select(p => p.Number)];
        }

        return merged;
    }

    private async Task<PullRequestSummary> PullAsync(int number)
    {
        if (!pulls.TryGetValue(number, out var pull))
        {
            pulls[number] = pull = await facts.ReadSummaryAsync(number);
        }

        return pull;
    }

    private async Task<CiStep> OfPullRequestAsync(LandedStep step, int number)
    {
        var pull = await PullAsync(number);
        var consents = Review.FindConsents(await facts.ReadReviewsAsync(number));
        return new CiStep($"#{number}", ToChange(step, await facts.ReadActorAsync(pull), pull.Head, consents));
    }

    private CiStep OfPush(LandedStep step, string? sender)
    {
        var unproven = step.Numbers.IsEmpty ? "" : $": merging {string.Join(" or ", step.Numbers.Select(n => $"#{n}"))} gives other files";
        var maker = sender is null
            ? IdentityClaim.Unknown($"it is not known who made {step.After.Short}{(unproven.Length > 0 ? unproven : ": no pull request is proven to bring it")}")
            : IdentityClaim.Pushed(sender);
        return new CiStep(step.After.Short + unproven, ToChange(step, new Actor([maker, .. commits.Repository.FindIdentities(step.Before, step.After)]), step.After.Value, []));
    }

    private Change ToChange(LandedStep step, Actor actor, string head, ImmutableArray<Consent> consents) =>
        commits.Repository.ReadChange(step.Before, step.After, after: null, actor, head, consents);

    // gh-readonly-queue/main/pr-12-1a2b…
    private static int? PullRequestOf(string name) =>
        QueueBranch().Match(name) is { Success: true } match && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex("/pr-([0-9]+)-[0-9a-f]{40}$")]
    private static partial Regex QueueBranch();
}
