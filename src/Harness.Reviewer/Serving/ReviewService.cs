using System.Collections.Concurrent;
using Harness.Git;
using Harness.GitHub;
using Harness.Reporting;
using Harness.Reviewer.Reviewing;
using Harness.Reviews;

namespace Harness.Reviewer.Serving;

/// <summary>
/// Reviews pull requests as they come, for as long as it runs. It remembers nothing that the host does not know: after a restart every
/// open pull request is looked at, and what was cut off is finished.
/// </summary>
/// <param name="host">The repository.</param>
/// <param name="remote">Its commits.</param>
/// <param name="options">How steps are done.</param>
/// <param name="surroundings">Where it talks, and its clock.</param>
internal sealed class ReviewService(GitHubRepository host, GitRemote remote, ReviewStepOptions options, Surroundings surroundings)
{
    private const int LongestBackOff = 8;

    // A sweep that failed is tried again, with polling or without: until it has been done nobody has looked at what is open.
    private static readonly TimeSpan SweepPause = TimeSpan.FromSeconds(30);

    private readonly PendingReviews pending = new();
    private readonly ConcurrentDictionary<int, int> failures = [];

    /// <summary>Looks at whatever an event may have changed.</summary>
    /// <param name="happened">The event.</param>
    public async Task HandleAsync(WebhookEvent happened)
    {
        // What the reviewer itself wrote it knows.
        if (host.Login.Equals(happened.Sender, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        foreach (var number in happened.Numbers)
        {
            pending.Add(number);
        }

        if (happened.Branch is not null || (happened.Numbers.IsEmpty && happened.Commit is not null))
        {
            // A branch that moved concerns those that target it; which those are may depend on its policy, so all are asked.
            foreach (var pull in (await host.ListOpenAsync()).Where(p => happened.Commit is null || p.Head == happened.Commit))
            {
                pending.Add(pull.Number);
            }
        }
    }

    /// <summary>Has every open pull request looked at, in the order of the queue: at the start, and then each so often.</summary>
    /// <param name="pause">How long to wait in between; <see langword="null"/> for once.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task SweepAsync(TimeSpan? pause, CancellationToken cancellation)
    {
        while (true)
        {
            var isDone = await TrySweepAsync();
            var wait = isDone ? pause ?? Timeout.InfiniteTimeSpan : SweepPause;
            await Task.Delay(wait, surroundings.Time, cancellation);
        }
    }

    /// <summary>Does what is pending until it is cancelled. Several may work at once, each with commits of its own.</summary>
    /// <param name="cancellation">Ends it.</param>
    public async Task WorkAsync(CancellationToken cancellation)
    {
        FetchedCommits? commits = null;
        try
        {
            while (true)
            {
                var number = await pending.TakeAsync(cancellation);
                commits ??= new FetchedCommits(remote, cancellation);
                if (await TryReviewAsync(number, commits, cancellation) is GitException)
                {
                    // Whatever state a failed fetch has left is not built on.
                    commits.Dispose();
                    commits = null;
                }

                pending.Finish(number);
            }
        }
        finally
        {
            commits?.Dispose();
        }
    }

    private async Task<bool> TrySweepAsync()
    {
        try
        {
            foreach (var number in await OpenQueue.ReadAsync(host))
            {
                pending.Add(number);
            }

            return true;
        }
        catch (GitHubException e) when (!IsEndOfToken(e))
        {
            Say(e.Message);
            return false;
        }
    }

    private async Task<Exception?> TryReviewAsync(int number, FetchedCommits commits, CancellationToken cancellation)
    {
        try
        {
            var outcome = await new ReviewStep(host, new Mechanics(commits, depth: null), options).RunAsync(number, cancellation);
            failures.TryRemove(number, out _);
            Say($"#{number}: {Describe(outcome)}");
            return null;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested && !GitWork.IsEnding && !IsEndOfToken(e))
        {
            // Whatever one pull request brings about, the others are looked at.
            Say($"#{number}: {(e is GitException or GitHubException ? e.Message : $"{e.GetType().Name}: {e.Message}")}");
            if (e is GitException or GitHubException { MayPass: true })
            {
                _ = AgainAsync(number, failures.AddOrUpdate(number, 1, (_, count) => count + 1), cancellation);
            }

            return e;
        }
    }

    private async Task AgainAsync(int number, int attempt, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(1 << Math.Min(attempt, LongestBackOff)), surroundings.Time, cancellation);
            pending.Add(number);
        }
        catch (OperationCanceledException)
        {
            // The service ends; the next one looks at every open pull request.
        }
    }

    // An app's token lasts an hour. Nothing goes on without one: whoever runs the service starts it with the next, and nothing is lost.
    private static bool IsEndOfToken(Exception e) => e is GitHubException { Status: 401 };

    private static string Describe(StepOutcome outcome) =>
        (outcome.Report is { } report ? report.Verdict.Kind.ToText() : outcome.Note) + (outcome.Published.IsEmpty ? ", nothing to change" : $"; {string.Join("; ", outcome.Published)}");

    private void Say(string text)
    {
        lock (pending)
        {
            surroundings.Error.Write($"{surroundings.Time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ} {VisibleText.Of(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))}\n");
            surroundings.Error.Flush();
        }
    }
}
