using System.Globalization;
using Harness.GitHubServer.Answers;
using Harness.GitHubServer.Http;
using Harness.GitHubServer.State;

namespace Harness.GitHubServer.Endpoints;

/// <summary>Issues and the comments of issues and pull requests.</summary>
internal static class IssueEndpoints
{
    private const string One = Api.Repo + "/issues/{issue_number}";
    private const string Comment = Api.Repo + "/issues/comments/{comment_id}";
    private const int LongestBody = 65536;

    public static IEnumerable<Route> Routes =>
    [
        Route.Get(One, e => Answer.Ok(IssueAnswers.Issue(e.Hub, e.Conversation()))),
        Route.Get(One + "/comments", Comments),
        Route.Write("POST", One + "/comments", Right.Issues, Create),
        Route.Get(Comment, e => Answer.Ok(IssueAnswers.Comment(e.Hub, Find(e)))),
        Route.Write("PATCH", Comment, Right.Issues, Change),
        Route.Write("DELETE", Comment, Right.Issues, Delete),
    ];

    private static Answer Comments(Exchange e)
    {
        var since = DateTimeOffset.TryParse(e.Asked("since"), CultureInfo.InvariantCulture, out var time) ? time : DateTimeOffset.MinValue;
        return e.Page(e.Conversation().Comments.Where(c => c.UpdatedAt >= since), c => IssueAnswers.Comment(e.Hub, c));
    }

    private static Answer Create(Exchange e)
    {
        var conversation = e.Conversation();
        var comment = new IssueComment(e.Hub.NextId(), conversation, e.Writer, Body(e), e.Hub.Now);
        conversation.Comments.Add(comment);
        conversation.UpdatedAt = e.Hub.Now;
        return Answer.Created(IssueAnswers.Comment(e.Hub, comment));
    }

    private static Answer Change(Exchange e)
    {
        var comment = Own(e);
        (comment.Body, comment.UpdatedAt) = (Body(e), e.Hub.Now);
        return Answer.Ok(IssueAnswers.Comment(e.Hub, comment));
    }

    private static Answer Delete(Exchange e)
    {
        var comment = Own(e);
        comment.Conversation.Comments.Remove(comment);
        return Answer.Nothing;
    }

    private static string Body(Exchange e)
    {
        var body = e.Required("IssueComment", "body");
        return body.Length <= LongestBody ? body
            : throw ApiException.Invalid("IssueComment", "data", "unprocessable", "Body is too long (maximum is 65536 characters)");
    }

    private static IssueComment Find(Exchange e) =>
        e.Hub.Conversations.Values.SelectMany(c => c.Comments).FirstOrDefault(c => c.Id == e.Id("comment_id")) ?? throw ApiException.NotFound();

    // Who may write changes everyone's comments; a program only its own.
    private static IssueComment Own(Exchange e) => Find(e) is { } comment && (comment.Author == e.Writer || !e.Writer.Account.IsBot) ? comment
        : throw new ApiException(403, "Resource not accessible by integration");
}
