using System.Collections.Immutable;
using System.Security.Cryptography;
using Harness.Changes;
using Harness.Git;
using Harness.GitHub;
using Harness.GitHub.Facts;
using Harness.GitHub.Verdicts;
using Harness.Ownership;
using Harness.Policies;
using Harness.Reporting.Reviews;
using Harness.Reviews;

namespace Harness.Reviewer.Reviewing;

/// <summary>The outcome of a step.</summary>
/// <param name="Report">The review, or <see langword="null"/> if there was nothing to review.</param>
/// <param name="Note">The reason why there is no review, or an additional message, or <see langword="null"/>.</param>
/// <param name="Published">The changes made at the host, one line each.</param>
internal sealed record StepOutcome(ReviewReport? Report, string? Note, ImmutableArray<string> Published);

/// <summary>
/// One step of reviewing a pull request: facts, checks, rules, architect, verdict, publication. Everything is read again, so that a step can be
/// repeated at any time. If nothing has changed, it changes nothing.
/// </summary>
internal sealed class ReviewStep(GitHubRepository host, PullRequestJudge judge, ReviewStepOptions options)
{
    private const int Attempts = 3;

    /// <summary>Does the step.</summary>
    /// <param name="number">The number of the pull request.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="GitHubException">The host refuses, or does not answer.</exception>
    /// <exception cref="GitException">The commits cannot be had.</exception>
    public async Task<StepOutcome> RunAsync(int number, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var summary = await host.ReadSummaryAsync(number);
            if (summary.State != PullRequestState.Open)
            {
                return new StepOutcome(null, $"#{number} is {(summary.State == PullRequestState.Merged ? "merged" : "closed")}", []);
            }

            var (report, judged, answer) = await ReviewAsync(summary, cancellation);
            var now = await host.ReadSummaryAsync(number);
            if (now.Head == summary.Head && now.Base == summary.Base && now.State == PullRequestState.Open)
            {
                return await PublishAsync(report, judged, answer, now);
            }

            // The judged state has changed meanwhile, so an approval would apply to something that nobody reviewed.
            if (attempt == Attempts)
            {
                throw new GitHubException($"#{number} moves faster than it can be judged: run again") { MayPass = true };
            }
        }
    }

    private async Task<(ReviewReport Report, JudgedPullRequest? Judged, (string Id, byte[] Answer)? Answer)> ReviewAsync(PullRequestSummary summary, CancellationToken cancellation)
    {
        PullRequestFacts facts;
        JudgedPullRequest judged;
        try
        {
            facts = await host.ReadAsync(summary, ReviewStepOptions.OwnCheck);
            judged = judge.Judge(facts, host.DefaultBranch, options.Today());
        }
        catch (Exception e) when (e is GitException { IsConflict: true } or GitHubException { IsOfPullRequest: true })
        {
            return (ToReport(summary, null, Verdict.Decide([new VerdictReason(VerdictKind.ChangesRequested, e.Message)], null, Idle), [], Idle), null, null);
        }

        var standing = StandingOf(facts, judged).ToArray();
        var evidence = judged.Result.Comparison is null ? [] : DimensionEvidence.Create(judged.Result, OutlineOf(judged));
        var mechanical = Verdict.Decide(standing, judged.Result, Idle);
        var known = options.Memory.Find(await host.FindSummaryAsync(summary.Number), summary.Number, summary.Head, judged.PolicyHash);
        var (outcome, answer) = mechanical.Kind == VerdictKind.Approved ? await AskAsync(known, summary, judged, evidence, cancellation) : (Idle, known);
        return (ToReport(summary, judged, Verdict.Decide(standing, judged.Result, outcome), evidence, outcome), judged, answer);
    }

    private ArchitectOutcome Idle => options.Architect is null ? ArchitectOutcome.None : ArchitectOutcome.NotAsked;

    private IEnumerable<VerdictReason> StandingOf(PullRequestFacts facts, JudgedPullRequest judged)
    {
        if (facts.Summary.IsDraft)
        {
            yield return new VerdictReason(VerdictKind.Waiting, "it is a draft");
        }

        if (facts.Actor.Claims.Any(c => c.Evidence == IdentityEvidence.Host && c.Name.Equals(host.Login, StringComparison.OrdinalIgnoreCase)))
        {
            yield return new VerdictReason(VerdictKind.Waiting, $"the reviewer '{host.Login}' had a hand in it: someone else has to review it");
        }

        // An approval by an owner or an advisor is consent. A machine must not give it in their place.
        if (judged.Result.Comparison?.Rights?.Before.FindAgents(host.Login).FirstOrDefault(a => a.Role != AgentRole.Reviewer) is { } agent)
        {
            yield return new VerdictReason(
                VerdictKind.Error, $"the reviewer's account '{host.Login}' is the agent '{agent}', so that its approval would be consent: let the policy give it an agent of its own with role = \"reviewer\"");
        }

        foreach (var reason in CheckReasons.Find(judged.Settings.Checks, facts.Checks))
        {
            yield return reason;
        }
    }

    private static ChangeOutline OutlineOf(JudgedPullRequest judged) => ChangeOutline.Create(judged.Change, judged.Result.Comparison!, judged.Settings);

    // An answer for this head and policy remains valid, whatever else has changed, even for a run without an architect.
    private async Task<(ArchitectOutcome Outcome, (string Id, byte[] Answer)? Answer)> AskAsync(
        (string Id, byte[] Answer)? known, PullRequestSummary summary, JudgedPullRequest judged, ImmutableArray<DimensionEvidence> evidence, CancellationToken cancellation)
    {
        if (known is { } kept)
        {
            return (ArchitectAnswer.Read(kept.Answer, kept.Id), known);
        }

        if (options.Architect is null)
        {
            return (ArchitectOutcome.None, null);
        }

        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var (answer, failure) = await options.Architect.AskAsync(PacketOf(id, summary, judged, evidence), cancellation);
        if (answer is null)
        {
            return (ArchitectOutcome.Failed(failure!), null);
        }

        var outcome = ArchitectAnswer.Read(answer, id);
        if (outcome.Review is null)
        {
            return (outcome, null);
        }

        await KeepAsync((id, answer), summary, judged);
        return (outcome, (id, answer));
    }

    // At once: asking is dear, and whatever comes next may fail or be cut off.
    private async Task KeepAsync((string Id, byte[] Answer) answer, PullRequestSummary summary, JudgedPullRequest judged)
    {
        options.Memory.Keep(answer, summary.Number, summary.Head, judged.PolicyHash);
        if (options.Publication == Publication.Host && options.Memory.Write(answer, summary.Number, summary.Head, judged.PolicyHash) is { Length: > 0 } note)
        {
            await host.TryAddToSummaryAsync(summary.Number, note);
        }
    }

    private static ReadOnlyMemory<byte> PacketOf(string id, PullRequestSummary summary, JudgedPullRequest judged, ImmutableArray<DimensionEvidence> evidence)
    {
        using var text = new MemoryStream();
        ReviewPacketJson.Write(
            new ReviewPacket
            {
                Id = id,
                Number = summary.Number,
                Title = summary.Title,
                Author = summary.Author,
                Head = summary.Head,
                Branch = judged.Branch,
                Change = judged.Change,
                Result = judged.Result,
                Outline = OutlineOf(judged),
                Evidence = evidence,
                Settings = judged.Settings,
            },
            text);
        return text.ToArray();
    }

    private static ReviewReport ToReport(
        PullRequestSummary summary, JudgedPullRequest? judged, Verdict verdict, ImmutableArray<DimensionEvidence> evidence, ArchitectOutcome architect) => new()
    {
        Number = summary.Number,
        Head = summary.Head,
        Branch = judged?.Branch ?? summary.Base,
        Tip = judged?.Tip,
        Policy = judged is { PolicyHash.Length: > 0 } ? judged.PolicyHash : null,
        Verdict = verdict,
        Result = judged?.Result,
        Evidence = evidence,
        Architect = architect,
    };

    private async Task<StepOutcome> PublishAsync(ReviewReport report, JudgedPullRequest? judged, (string Id, byte[] Answer)? answer, PullRequestSummary summary)
    {
        if (options.Publication == Publication.None)
        {
            return new StepOutcome(report, null, []);
        }

        var memory = answer is { } kept ? options.Memory.Write(kept, report.Number, report.Head, judged!.PolicyHash) : "";
        var places = report.Verdict.Kind == VerdictKind.ChangesRequested || report.Architect.Review is { Notes.IsEmpty: false } ? await host.ReadPlacesAsync(report.Number) : AddedPlaces.None;
        var post = new VerdictPostBuilder(report, judged?.Change, places, memory).Build(host, summary.Author);
        var published = await host.PublishAsync(post, summary);
        if (report.Verdict.Kind != VerdictKind.Approved || judged is not { Settings.MergesItself: true })
        {
            return new StepOutcome(report, null, published);
        }

        return options.Merger is { } merger
            ? new StepOutcome(report, null, [.. published, .. Describe(await merger.EnableAutoMergeAsync(summary), summary.Number)])
            : new StepOutcome(report, "the policy lets the host merge by itself, and HARNESS_MERGE_TOKEN is not set: auto-merge stays as it is", published);
    }

    private static IEnumerable<string> Describe(AutoMergeOutcome outcome, int number) => outcome switch
    {
        AutoMergeOutcome.TurnedOn => [$"turned auto-merge of #{number} on, by rebase"],
        AutoMergeOutcome.Merged => [$"merged #{number} by rebase: nothing was left to wait for"],
        _ => [],
    };
}
