using System.Text.Json.Nodes;
using Harness.GitHubServer.Answers;
using Harness.GitHubServer.Git;
using Harness.GitHubServer.Http;
using Harness.GitHubServer.State;

namespace Harness.GitHubServer.Work;

/// <summary>Reviews, by GitHub's rules about who may say what.</summary>
internal static class Reviewing
{
    /// <summary>What a review is made of.</summary>
    internal sealed record Draft(string? Event, string? Body, string? Commit, IReadOnlyList<JsonObject> Comments);

    public static Review Submit(HubState hub, PullRequest pull, User author, Draft draft)
    {
        var commit = draft.Commit ?? pull.HeadSha;
        var review = new Review(hub.NextId(), pull, author, commit, hub.Now) { Body = draft.Body ?? "" };
        var comments = draft.Comments.Select(c => Comment(hub, review, c)).ToArray();
        if (draft.Event is { } word)
        {
            Judge(review, word, draft.Comments.Count);
        }
        else if (pull.Reviews.Any(r => r.Author == author && r.State == ReviewStates.Pending))
        {
            throw ApiException.Unprocessable("User can only have one pending review per pull request");
        }

        pull.Reviews.Add(review);
        pull.Requested.Remove(author);
        pull.Comments.AddRange(comments);
        if (review.State != ReviewStates.Pending)
        {
            Raise(hub, review, "submitted", author);
        }

        return review;
    }

    /// <summary>Submits a review that was kept back.</summary>
    public static void Publish(HubState hub, Review review, string word, string? body)
    {
        review.Body = body ?? review.Body;
        Judge(review, word, review.Pull.Comments.Count(c => c.Review == review));
        review.SubmittedAt = hub.Now;
        Raise(hub, review, "submitted", review.Author);
    }

    public static void Dismiss(HubState hub, Review review, User actor)
    {
        if (review.State is not (ReviewStates.Approved or ReviewStates.ChangesRequested))
        {
            throw ApiException.Unprocessable($"Can not dismiss a {review.State.ToLowerInvariant()} pull request review");
        }

        review.State = ReviewStates.Dismissed;
        Raise(hub, review, "dismissed", actor);
    }

    /// <summary>Lets reviews and comments follow a head that moved.</summary>
    public static void FollowHead(HubState hub, PullRequest pull, string before)
    {
        foreach (var comment in pull.Comments)
        {
            comment.Place = Places.Follow(hub, pull, comment.Place, before);
        }

        if (BranchRules.Of(hub, pull.BaseBranch).DismissesStale)
        {
            foreach (var review in pull.Reviews.Where(r => r.State == ReviewStates.Approved))
            {
                Dismiss(hub, review, pull.Author);
            }
        }
    }

    /// <summary>Says that a review was changed.</summary>
    public static void Raise(HubState hub, Review review, string action, User actor) => hub.Events.Raise(hub, "pull_request_review", action, actor, () => new()
    {
        ["review"] = ReviewAnswers.Review(hub, review),
        ["pull_request"] = PullAnswers.Simple(hub, review.Pull),
    });

    private static ReviewComment Comment(HubState hub, Review review, JsonObject said)
    {
        var place = Places.Find(hub, review.Pull, review.Commit, said) ?? throw Unresolved(hub, review.Pull, review.Commit, said);
        return new(hub.NextId(), review.Pull, review.Author, place, hub.Now) { Body = said.Text("body") ?? "", Review = review };
    }

    private static void Judge(Review review, string word, int comments)
    {
        var isOwn = review.Author == review.Pull.Author;
        review.State = word switch
        {
            "APPROVE" => isOwn ? throw ApiException.Unprocessable("Can not approve your own pull request") : ReviewStates.Approved,
            "REQUEST_CHANGES" when isOwn => throw ApiException.Unprocessable("Can not request changes on your own pull request"),
            "REQUEST_CHANGES" => review.Body.Length > 0 || comments > 0 ? ReviewStates.ChangesRequested : throw Bodyless(),
            "COMMENT" => review.Body.Length > 0 || comments > 0 ? ReviewStates.Commented : throw Bodyless(),
            _ => throw ApiException.Unprocessable("Variable $event of type PullRequestReviewEvent was provided invalid value"),
        };
    }

    private static ApiException Bodyless() => ApiException.Unprocessable("Body can't be blank");

    private static ApiException Unresolved(HubState hub, PullRequest pull, string commit, JsonObject comment) =>
        ApiException.Unprocessable(hub.FilesOf(pull, commit).Any(f => f.Path == comment.Text("path")) ? "Line could not be resolved" : "Path could not be resolved");
}
