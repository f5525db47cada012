using System.Collections.Concurrent;
using System.Collections.Immutable;
using Harness.CommandLine;
using Harness.Git;
using Harness.GitHub;
using Harness.Reporting;
using Harness.Reviewer.Reviewing;
using Harness.Reviews;

namespace Harness.Reviewer.Serving;

/// <summary>
/// Reviews pull requests continuously. It stores nothing that the host does not know. After a restart, every open pull request is reviewed, and
/// interrupted work is completed.
/// </summary>
/// <param name="host">The repository.</param>
/// <param name="remote">Its commits.</param>
/// <param name="options">The options of a step.</param>
/// <param name="context">The context, for messages and the clock.</param>
internal sealed class ReviewService(GitHubRepository host, GitRemote remote, ReviewStepOptions options, CommandContext context)
{
    private const int LongestBackOff = 8;

    // A failed sweep is repeated, with or without polling, because open pull requests are unreviewed until it succeeds.
    private static readonly TimeSpan SweepPause = TimeSpan.FromSeconds(30);

    private readonly PendingReviews pending = new();
    private readonly PendingLookups lookups = new();
    private readonly ConcurrentDictionary<int, int> failures = [];
    private int sweeping;
    private int retrying;

    /// <summary>The load: the numbers of pull requests that wait, are being reviewed, or are to be retried later.</summary>
    public (int Waiting, int Active, int Retrying) Load =>
        (pending.Waiting + lookups.Open, pending.Active + Volatile.Read(ref sweeping), Volatile.Read(ref retrying));

    /// <summary>Records the pull requests that an event may affect, for a worker. It never waits for the host.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="delivery">The delivery that brought it.</param>
    public void Accept(WebhookEvent happened, Delivery delivery)
    {
        // The reviewer knows its own changes.
        if (!host.Login.Equals(happened.Sender, StringComparison.OrdinalIgnoreCase))
        {
            foreach (var number in happened.Numbers)
            {
                delivery.Begin();
                pending.Add(number, delivery);
            }

            if (happened.Branch is not null || (happened.Numbers.IsEmpty && happened.Commit is not null))
            {
                // A moved branch concerns the pull requests that target it. Its policy may decide these, so all are reviewed.
                delivery.Begin();
                lookups.Add(new PendingLookup(happened.Commit, delivery));
            }
        }

        delivery.Finish();
    }

    /// <summary>Has every open pull request looked at, in the order of the queue: at the start, and then each so often.</summary>
    /// <param name="pause">The wait between sweeps, or <see langword="null"/> for only one.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task SweepAsync(TimeSpan? pause, CancellationToken cancellation)
    {
        while (true)
        {
            Interlocked.Increment(ref sweeping);
            while (!await TrySweepAsync(cancellation))
            {
                await Task.Delay(SweepPause, context.Time, cancellation);
            }

            Interlocked.Decrement(ref sweeping);
            await Task.Delay(pause ?? Timeout.InfiniteTimeSpan, context.Time, cancellation);
        }
    }

    /// <summary>Finds the pull requests of events that name none, until it is cancelled.</summary>
    /// <param name="cancellation">Ends it.</param>
    public async Task LookUpAsync(CancellationToken cancellation)
    {
        for (var failed = 0; ;)
        {
            var asked = await lookups.TakeAsync(cancellation);
            try
            {
                Answer(asked, (await host.ListOpenAsync()).Select(p => (p.Number, p.Head)).ToImmutableArray());
                failed = 0;
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested && !IsEndOfToken(e))
            {
                Say(Explain(e));
                foreach (var lookup in asked)
                {
                    lookups.Add(lookup);
                }

                await Task.Delay(BackOff(++failed), context.Time, cancellation);
            }
            finally
            {
                lookups.Finish(asked.Length);
            }
        }
    }

    /// <summary>Processes pending pull requests until it is cancelled. Several workers may run at the same time, each with its own commits.</summary>
    /// <param name="cancellation">Ends it.</param>
    public async Task WorkAsync(CancellationToken cancellation)
    {
        FetchedCommits? commits = null;
        try
        {
            while (true)
            {
                var next = await pending.TakeAsync(cancellation);
                if (await TryReviewAsync(next, () => commits ??= new FetchedCommits(remote, cancellation), cancellation) is GitException or IOException or UnauthorizedAccessException)
                {
                    // Whatever state a failed fetch has left is not built on, and a full disk gets its room back.
                    commits?.Dispose();
                    commits = null;
                }

                pending.Finish(next.Number);
            }
        }
        finally
        {
            commits?.Dispose();
        }
    }

    private void Answer(ImmutableArray<PendingLookup> asked, ImmutableArray<(int Number, string Head)> open)
    {
        foreach (var lookup in asked)
        {
            foreach (var (number, _) in open.Where(p => lookup.Commit is null || p.Head == lookup.Commit))
            {
                lookup.Delivery?.Begin();
                pending.Add(number, lookup.Delivery is { } delivery ? [delivery] : []);
            }

            lookup.Delivery?.Finish();
        }
    }

    private async Task<bool> TrySweepAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var number in await OpenQueue.ReadAsync(host))
            {
                pending.Add(number);
            }

            return true;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested && !IsEndOfToken(e))
        {
            Say(Explain(e));
            return false;
        }
    }

    private async Task<Exception?> TryReviewAsync(PendingReview next, Func<FetchedCommits> open, CancellationToken cancellation)
    {
        var number = next.Number;
        try
        {
            var outcome = await new ReviewStep(host, new PullRequestJudge(context.Engine, open(), depth: null), options).RunAsync(number, cancellation);
            failures.TryRemove(number, out _);
            Say($"#{number}: {Describe(outcome)}");
            foreach (var delivery in next.Deliveries)
            {
                delivery.Finish();
            }

            return null;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested && !GitWork.IsEnding && !IsEndOfToken(e))
        {
            // Whatever one pull request brings about, the others are looked at.
            Say($"#{number}: {Explain(e)}");
            if (MayPass(e))
            {
                _ = AgainAsync(next, failures.AddOrUpdate(number, 1, (_, count) => count + 1), cancellation);
            }

            return e;
        }
    }

    private async Task AgainAsync(PendingReview review, int attempt, CancellationToken cancellation)
    {
        Interlocked.Increment(ref retrying);
        try
        {
            await Task.Delay(BackOff(attempt), context.Time, cancellation);
            pending.Add(review.Number, review.Deliveries);
        }
        catch (OperationCanceledException)
        {
            // The service ends. The next one reviews every open pull request.
        }
        finally
        {
            Interlocked.Decrement(ref retrying);
        }
    }

    private static TimeSpan BackOff(int attempt) => TimeSpan.FromSeconds(1 << Math.Min(attempt, LongestBackOff));

    // A full disk may have room again, and a remote that does not answer may come back.
    private static bool MayPass(Exception e) => e is GitException or IOException or UnauthorizedAccessException or GitHubException { MayPass: true };

    // An app's token lasts an hour. Without one, the service ends. It has to be started with the next token, and nothing is lost.
    private static bool IsEndOfToken(Exception e) => e is GitHubException { Status: 401 };

    private static string Explain(Exception e) => e is GitException or GitHubException ? e.Message : $"{e.GetType().Name}: {e.Message}";

    private static string Describe(StepOutcome outcome) =>
        (outcome.Report is { } report ? report.Verdict.Kind.ToText() : outcome.Note) + (outcome.Published.IsEmpty ? ", nothing to change" : $"; {string.Join("; ", outcome.Published)}");

    private void Say(string text) =>
        context.Say($"{context.Time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ} {VisibleText.Escape(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))}\n");
}
