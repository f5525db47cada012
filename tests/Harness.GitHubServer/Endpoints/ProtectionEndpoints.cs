using System.Text.Json.Nodes;
using Harness.GitHubServer.Answers;
using Harness.GitHubServer.Http;

namespace Harness.GitHubServer.Endpoints;

/// <summary>The protection of branches, which only administrators see and change.</summary>
internal static class ProtectionEndpoints
{
    private const string Path = Api.Repo + "/branches/{branch}/protection";

    public static IEnumerable<Route> Routes =>
    [
        Route.Get(Path, Read),
        Route.Write("PUT", Path, Right.Administration, Write),
        Route.Write("DELETE", Path, Right.Administration, Delete),
    ];

    private static Answer Read(Exchange e)
    {
        if (e.Actor?.Account.Role is not Role.Admin)
        {
            throw new ApiException(e.Actor is null ? 401 : 403, e.Actor is null ? "Requires authentication" : "Resource not accessible by integration");
        }

        return Answer.Ok(BranchAnswers.Protection(e.Hub, e["branch"], Written(e)));
    }

    private static Answer Write(Exchange e)
    {
        if (!e.Hub.Branches.ContainsKey(e["branch"]))
        {
            throw ApiException.NotFound("Branch not found");
        }

        foreach (var field in new[] { "required_status_checks", "enforce_admins", "required_pull_request_reviews", "restrictions" })
        {
            if (!e.Fields.ContainsKey(field))
            {
                throw new ApiException(422, $"Invalid request.\n\n\"{field}\" wasn't supplied.");
            }
        }

        e.Hub.Protections[e["branch"]] = (JsonObject)e.Fields.DeepClone();
        return Answer.Ok(BranchAnswers.Protection(e.Hub, e["branch"], e.Fields));
    }

    private static Answer Delete(Exchange e)
    {
        _ = Written(e);
        e.Hub.Protections.Remove(e["branch"]);
        return Answer.Nothing;
    }

    private static JsonObject Written(Exchange e) => !e.Hub.Branches.ContainsKey(e["branch"]) ? throw ApiException.NotFound("Branch not found")
        : e.Hub.Protections.GetValueOrDefault(e["branch"]) ?? throw ApiException.NotFound("Branch not protected");
}
