using System.Text.Json.Nodes;
using Harness.GitHubServer.Answers;
using Harness.GitHubServer.Http;

namespace Harness.GitHubServer.Endpoints;

/// <summary>Who is asked for a review.</summary>
internal static class ReviewerEndpoints
{
    private const string NoCollaborator =
        "Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the repository.";

    private const string Path = Api.Repo + "/pulls/{pull_number}/requested_reviewers";

    public static IEnumerable<Route> Routes =>
    [
        Route.Get(Path, e => Answer.Ok(new JsonObject
        {
            ["users"] = Shapes.List(e.Pull().Requested, u => UserAnswers.Simple(e.Hub, u)),
            ["teams"] = new JsonArray(),
        })),
        Route.Write("POST", Path, Right.PullRequests, Add),
        Route.Write("DELETE", Path, Right.PullRequests, Remove),
    ];

    private static Answer Add(Exchange e)
    {
        var pull = e.Pull();
        var users = e.Fields.Texts("reviewers").Select(e.Hub.Users.Find).ToArray();
        if (users.Contains(pull.Author))
        {
            throw new ApiException(422, "Review cannot be requested from pull request author.");
        }

        if (users.Any(u => u is null or { IsWriter: false }) || e.Fields.Texts("team_reviewers").Any())
        {
            throw new ApiException(422, NoCollaborator);
        }

        pull.Requested.AddRange(users.OfType<State.User>().Except(pull.Requested).ToArray());
        return Answer.Created(PullAnswers.Simple(e.Hub, pull));
    }

    private static Answer Remove(Exchange e)
    {
        var pull = e.Pull();
        pull.Requested.RemoveAll(u => e.Fields.Texts("reviewers").Contains(u.Login, StringComparer.OrdinalIgnoreCase));
        return Answer.Ok(PullAnswers.Simple(e.Hub, pull));
    }
}
