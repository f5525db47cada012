using Harness.GitHubServer.Answers;
using Harness.GitHubServer.Http;
using Harness.GitHubServer.State;
using Harness.GitHubServer.Work;

namespace Harness.GitHubServer.Endpoints;

/// <summary>Comments on lines of a pull request.</summary>
internal static class ReviewCommentEndpoints
{
    private const string Comments = Api.Repo + "/pulls/{pull_number}/comments";

    public static IEnumerable<Route> Routes =>
    [
        Route.Get(Comments, e => e.Page(Sorted(e), c => ReviewAnswers.Comment(e.Hub, c))),
        Route.Write("POST", Comments, Right.PullRequests, Create),
        Route.Write("DELETE", Api.Repo + "/pulls/comments/{comment_id}", Right.PullRequests, Delete),
        Route.Get(Api.Repo + "/pulls/{pull_number}/reviews/{review_id}/comments", OfReview),
    ];

    private static IEnumerable<ReviewComment> Sorted(Exchange e)
    {
        var seen = e.Pull().Comments.Where(c => c.Review.State != ReviewStates.Pending);
        return e.Asked("direction") == "desc" && e.Asked("sort") is not null ? seen.Reverse() : seen;
    }

    private static Answer OfReview(Exchange e)
    {
        var review = ReviewEndpoints.Find(e);
        return e.Page(e.Pull().Comments.Where(c => c.Review == review), c => ReviewAnswers.Comment(e.Hub, c));
    }

    private static Answer Create(Exchange e)
    {
        var (pull, body) = (e.Pull(), e.Required("PullRequestReviewComment", "body"));
        var other = e.Fields.Whole("in_reply_to") is { } id
            ? pull.Comments.FirstOrDefault(c => c.Id == id) ?? throw ApiException.Invalid("PullRequestReviewComment", "in_reply_to", "invalid")
            : null;
        var place = other?.Original ?? Place(e, pull);
        var review = new Review(e.Hub.NextId(), pull, e.Writer, place.Commit, e.Hub.Now) { State = ReviewStates.Commented };
        var comment = new ReviewComment(e.Hub.NextId(), pull, e.Writer, place, e.Hub.Now) { Body = body, Review = review, InReplyTo = other?.Id };
        pull.Reviews.Add(review);
        pull.Comments.Add(comment);
        return Answer.Created(ReviewAnswers.Comment(e.Hub, comment));
    }

    private static Answer Delete(Exchange e)
    {
        var (pull, comment) = e.Hub.Pulls.SelectMany(p => p.Comments.Select(c => (p, c))).FirstOrDefault(c => c.c.Id == e.Id("comment_id"));
        if (comment is null)
        {
            throw ApiException.NotFound();
        }

        pull.Comments.Remove(comment);
        return Answer.Nothing;
    }

    private static ReviewPlace Place(Exchange e, PullRequest pull)
    {
        const string resource = "PullRequestReviewComment";
        var (commit, path) = (e.Required(resource, "commit_id"), e.Required(resource, "path"));
        if (e.Hub.Git.Resolve(commit) != commit)
        {
            throw ApiException.Invalid(resource, "commit_id", "invalid", "commit_id is not part of the pull request");
        }

        return Places.Find(e.Hub, pull, commit, e.Fields) ?? throw (e.Hub.FilesOf(pull, commit).Any(f => f.Path == path)
            ? ApiException.Invalid(resource, "pull_request_review_thread.line", "custom", "pull_request_review_thread.line must be part of the diff")
            : ApiException.Invalid(resource, "pull_request_review_thread.path", "invalid", "path could not be resolved"));
    }
}
