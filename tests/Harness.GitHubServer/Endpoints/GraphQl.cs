using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.GitHubServer.Answers;
using Harness.GitHubServer.Http;
using Harness.GitHubServer.State;
using Harness.GitHubServer.Work;

namespace Harness.GitHubServer.Endpoints;

/// <summary>The little of GraphQL that REST has no word for: that a pull request is merged by itself.</summary>
internal static partial class GraphQl
{
    /// <summary>The one address of GraphQL.</summary>
    public static Route Route { get; } = Http.Route.Write("POST", "/graphql", Right.PullRequests, Answer);

    private static Answer Answer(Exchange e)
    {
        var (query, variables) = (e.Text("query") ?? "", e.Fields["variables"] as JsonObject ?? []);
        try
        {
            return query.Contains("enablePullRequestAutoMerge", StringComparison.Ordinal) ? Enable(e, query, variables)
                : query.Contains("autoMergeRequest", StringComparison.Ordinal) ? Read(e, query, variables)
                : Failed("UNSUPPORTED", "This server knows enablePullRequestAutoMerge and a pull request's autoMergeRequest only.");
        }
        catch (ApiException refusal)
        {
            return Failed("UNPROCESSABLE", refusal.Reason);
        }
    }

    private static Answer Enable(Exchange e, string query, JsonObject variables)
    {
        var input = variables["input"] as JsonObject ?? variables;
        var pull = Find(e, Value(query, input, "pullRequestId"));
        var method = Enum.Parse<MergeMethod>(Value(query, input, "mergeMethod") ?? "MERGE", ignoreCase: true);
        if (!e.Hub.Options.Settings.HasFlag(RepositorySettings.AutoMerge))
        {
            throw new ApiException(422, "Auto merge is not allowed for this repository");
        }

        if (Value(query, input, "expectedHeadOid") is { } head && head != pull.HeadSha)
        {
            throw new ApiException(422, "Head branch is out of date");
        }

        if (Requirements.State(e.Hub, pull) is ("clean" or "unstable") and var state)
        {
            throw new ApiException(422, $"Pull request is in {state} status");
        }

        pull.AutoMerge = new(e.Writer, method, Value(query, input, "commitHeadline"), Value(query, input, "commitBody"));
        return Http.Answer.Ok(new JsonObject { ["data"] = new JsonObject { ["enablePullRequestAutoMerge"] = new JsonObject { ["pullRequest"] = Shape(pull) } } });
    }

    private static Answer Read(Exchange e, string query, JsonObject variables)
    {
        if (query.Contains("node(", StringComparison.Ordinal))
        {
            return Http.Answer.Ok(new JsonObject { ["data"] = new JsonObject { ["node"] = Shape(Find(e, Value(query, variables, "id"))) } });
        }

        var number = int.Parse(Value(query, variables, "number") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        var pull = e.Hub.Pulls.FirstOrDefault(p => p.Number == number) ?? throw new ApiException(404, "Could not resolve to a PullRequest");
        return Http.Answer.Ok(new JsonObject { ["data"] = new JsonObject { ["repository"] = new JsonObject { ["pullRequest"] = Shape(pull) } } });
    }

    private static PullRequest Find(Exchange e, string? id) =>
        e.Hub.Pulls.FirstOrDefault(p => PullAnswers.NodeId(p) == id) ?? throw new ApiException(404, $"Could not resolve to a node with the global id of '{id}'");

    private static JsonObject Shape(PullRequest pull) => new()
    {
        ["id"] = PullAnswers.NodeId(pull),
        ["number"] = pull.Number,
        ["autoMergeRequest"] = pull.AutoMerge is not { } auto ? null : new JsonObject
        {
            ["mergeMethod"] = auto.Method.ToString().ToUpperInvariant(),
            ["enabledBy"] = new JsonObject { ["login"] = auto.By.Login },
        },
    };

    // An argument is a variable, or stands in the query itself.
    private static string? Value(string query, JsonObject variables, string name) =>
        variables[name]?.ToString() ?? (Literal.Matches(query).FirstOrDefault(m => m.Groups["name"].Value == name && !IsDeclaration(m))?.Groups["value"].Value is not { } value ? null
            : value.StartsWith('$') ? variables[value[1..]]?.ToString() : value);

    // "$pull: ID!" says what a variable is, not what it holds.
    private static bool IsDeclaration(Match match) => match.Groups["dollar"].Length > 0;

    private static Answer Failed(string type, string message) => Http.Answer.Ok(new JsonObject
    {
        ["data"] = null,
        ["errors"] = new JsonArray(new JsonObject { ["type"] = type, ["message"] = message }),
    });

    [GeneratedRegex("""(?<dollar>\$?)\b(?<name>\w+)\s*:\s*"?(?<value>\$?[\w=+/\-]+)"?""", RegexOptions.ExplicitCapture)]
    private static partial Regex Literal { get; }
}
