using System.Collections.Immutable;
using Harness.GitHub.Connection;

namespace Harness.GitHub.Verdicts;

/// <summary>
/// Makes a pull request say what a verdict says: looks at what is there and changes only what differs, so that a second run changes
/// nothing and a run that was cut off is finished by the next. What closes comes first, what opens last.
/// </summary>
internal sealed class VerdictPublisher(GitHubSession session, string login)
{
    /// <summary>Publishes a verdict.</summary>
    /// <param name="post">What is to be there.</param>
    /// <param name="labels">The labels that are there.</param>
    /// <returns>What was changed, a line each; empty where all stood there already.</returns>
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
