using System.Collections.Immutable;
using Harness.GitHub.Connection;

namespace Harness.GitHub.Verdicts;

/// <summary>
/// Publishes a verdict on a pull request. It reads the current state and changes only differences. A second run changes nothing, and the next run
/// completes an interrupted one. Actions that block come first, and those that unblock come last.
/// </summary>
internal sealed class VerdictPublisher(GitHubSession session, string login)
{
    /// <summary>Publishes a verdict.</summary>
    /// <param name="post">The verdict to publish.</param>
    /// <param name="labels">The labels that are there.</param>
    /// <returns>The changes made, one line each. Empty if everything was already there.</returns>
    public async Task<ImmutableArray<string>> PublishAsync(VerdictPost post, IReadOnlyCollection<string> labels)
    {
        var done = new List<string>();
        var reviews = new ReviewPublisher(session, login);
        var standing = await reviews.ReadAsync(post.Number);

        // A process that ended between posting and looking again may have left some.
        await new TwinReviews(session, login).DismissAsync(post.Number, standing, done);
        if (post.Decision != ReviewDecision.Approve)
        {
            await reviews.CloseAsync(post, standing, done);
        }

        await new SummaryPublisher(session, login).PublishAsync(post, done);
        await new LabelPublisher(session).PublishAsync(post, labels, done);
        if (post.Check is { } check)
        {
            await new CheckPublisher(session, login).PublishAsync(post, check, done);
        }

        if (post.Decision == ReviewDecision.Approve)
        {
            await reviews.ApproveAsync(post, standing, done);
        }

        return [.. done];
    }
}
