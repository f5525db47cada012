using Harness.GitHubServer.Answers;
using Harness.GitHubServer.Http;
using Harness.GitHubServer.State;
using Harness.GitHubServer.Work;

namespace Harness.GitHubServer.Endpoints;

/// <summary>Reviews of pull requests.</summary>
internal static class ReviewEndpoints
{
    private const string Reviews = Api.Repo + "/pulls/{pull_number}/reviews";
    private const string One = Reviews + "/{review_id}";

    public static IEnumerable<Route> Routes =>
    [
        Route.Get(Reviews, e => e.Page(Seen(e), r => ReviewAnswers.Review(e.Hub, r))),
        Route.Write("POST", Reviews, Right.PullRequests, Submit),
        Route.Get(One, e => Answer.Ok(ReviewAnswers.Review(e.Hub, Find(e)))),
        Route.Write("PUT", One, Right.PullRequests, Change),
        Route.Write("DELETE", One, Right.PullRequests, Delete),
        Route.Write("POST", One + "/events", Right.PullRequests, Publish),
        Route.Write("PUT", One + "/dismissals", Right.PullRequests, Dismiss),
    ];

    /// <summary>The review that the path names.</summary>
    public static Review Find(Exchange e) => Seen(e).FirstOrDefault(r => r.Id == e.Id("review_id")) ?? throw ApiException.NotFound();

    // What is kept back is seen by its author only.
    private static IEnumerable<Review> Seen(Exchange e) => e.Pull().Reviews.Where(r => r.State != ReviewStates.Pending || r.Author == e.Actor);

    private static Answer Submit(Exchange e)
    {
        if (e.Text("commit_id") is { } commit && e.Hub.Git.Resolve(commit) != commit)
        {
            throw ApiException.Unprocessable("The given commit_id is not part of the pull request");
        }

        var draft = new Reviewing.Draft(e.Text("event"), e.Text("body"), e.Text("commit_id"), [.. e.Fields.Objects("comments")]);
        return Answer.Ok(ReviewAnswers.Review(e.Hub, Reviewing.Submit(e.Hub, e.Pull(), e.Writer, draft)));
    }

    private static Answer Change(Exchange e)
    {
        var review = Own(e);
        review.Body = e.Required("PullRequestReview", "body");
        Reviewing.Raise(e.Hub, review, "edited", e.Writer);
        return Answer.Ok(ReviewAnswers.Review(e.Hub, review));
    }

    private static Answer Delete(Exchange e)
    {
        var review = Own(e);
        if (review.State != ReviewStates.Pending)
        {
            throw ApiException.Unprocessable("Can not delete a non-pending pull request review");
        }

        review.Pull.Reviews.Remove(review);
        review.Pull.Comments.RemoveAll(c => c.Review == review);
        return Answer.Ok(ReviewAnswers.Review(e.Hub, review));
    }

    private static Answer Publish(Exchange e)
    {
        var review = Own(e);
        Reviewing.Publish(e.Hub, review, e.Text("event") ?? "", e.Text("body"));
        return Answer.Ok(ReviewAnswers.Review(e.Hub, review));
    }

    private static Answer Dismiss(Exchange e)
    {
        _ = e.Required("PullRequestReview", "message");
        var review = Find(e);
        Reviewing.Dismiss(e.Hub, review, e.Writer);
        return Answer.Ok(ReviewAnswers.Review(e.Hub, review));
    }

    private static Review Own(Exchange e) => Find(e) is { } review && review.Author == e.Writer ? review
        : throw new ApiException(403, "Resource not accessible by integration");
}
