using System.Text.Json.Nodes;
using Harness.GitHubServer.State;

namespace Harness.GitHubServer.Answers;

/// <summary>Reviews and comments on lines.</summary>
internal static class ReviewAnswers
{
    public static JsonObject Review(HubState hub, Review review)
    {
        var html = $"{hub.Html}/pull/{review.Pull.Number}#pullrequestreview-{review.Id}";
        var pull = $"{hub.Api}/pulls/{review.Pull.Number}";
        var answer = new JsonObject
        {
            ["id"] = review.Id,
            ["node_id"] = Shapes.NodeId("PRR", review.Id),
            ["user"] = UserAnswers.Simple(hub, review.Author),
            ["body"] = review.Body,
            ["state"] = review.State,
            ["html_url"] = html,
            ["pull_request_url"] = pull,
            ["author_association"] = UserAnswers.Association(hub, review.Author),
            ["_links"] = new JsonObject { ["html"] = Shapes.Link(html), ["pull_request"] = Shapes.Link(pull) },
            ["commit_id"] = review.Commit,
        };
        if (review.State != ReviewStates.Pending)
        {
            answer["submitted_at"] = Shapes.Time(review.SubmittedAt);
        }

        return answer;
    }

    public static JsonObject Comment(HubState hub, ReviewComment comment)
    {
        var api = $"{hub.Api}/pulls/comments/{comment.Id}";
        var html = $"{hub.Html}/pull/{comment.Pull.Number}#discussion_r{comment.Id}";
        var pull = $"{hub.Api}/pulls/{comment.Pull.Number}";
        var answer = new JsonObject
        {
            ["url"] = api,
            ["pull_request_review_id"] = comment.Review.Id,
            ["id"] = comment.Id,
            ["node_id"] = Shapes.NodeId("PRRC", comment.Id),
            ["diff_hunk"] = comment.Original.Hunk,
            ["path"] = comment.Original.Path,
            ["commit_id"] = comment.Place.Commit,
            ["original_commit_id"] = comment.Original.Commit,
            ["user"] = UserAnswers.Simple(hub, comment.Author),
            ["body"] = comment.Body,
            ["created_at"] = Shapes.Time(comment.CreatedAt),
            ["updated_at"] = Shapes.Time(comment.UpdatedAt),
            ["html_url"] = html,
            ["pull_request_url"] = pull,
            ["author_association"] = UserAnswers.Association(hub, comment.Author),
            ["_links"] = new JsonObject { ["self"] = Shapes.Link(api), ["html"] = Shapes.Link(html), ["pull_request"] = Shapes.Link(pull) },
        };
        AddPlace(answer, comment);
        if (comment.InReplyTo is { } other)
        {
            answer["in_reply_to_id"] = other;
        }

        return answer;
    }

    private static void AddPlace(JsonObject answer, ReviewComment comment)
    {
        answer["start_line"] = comment.Place.StartLine;
        answer["original_start_line"] = comment.Original.StartLine;
        answer["start_side"] = comment.Original.StartSide;
        answer["line"] = comment.Place.Line;
        answer["original_line"] = comment.Original.Line;
        answer["side"] = comment.Original.Side;
        answer["original_position"] = comment.Original.Position;
        answer["position"] = comment.Place.Position;
        answer["subject_type"] = comment.Original.Line is null ? "file" : "line";
    }
}
