using Harness.GitHubServer.Answers;
using Harness.GitHubServer.Http;

namespace Harness.GitHubServer.Endpoints;

/// <summary>Users and apps.</summary>
internal static class UserEndpoints
{
    public static IEnumerable<Route> Routes =>
    [
        Route.Get("/user", Me),
        Route.Get("/users/{username}", e => Answer.Ok(UserAnswers.Whole(e.Hub, e.Hub.Users.Find(e["username"]) ?? throw ApiException.NotFound()))),
        Route.Get("/apps/{app_slug}", e => Answer.Ok(UserAnswers.App(e.Hub, e.Hub.Users.FindApp(e["app_slug"]) ?? throw ApiException.NotFound()))),
    ];

    // The token of an installation belongs to no user.
    private static Answer Me(Exchange e)
    {
        var user = e.Writer.Account.App is null ? e.Writer : throw new ApiException(403, "Resource not accessible by integration");
        return Answer.Ok(UserAnswers.Whole(e.Hub, user));
    }
}
