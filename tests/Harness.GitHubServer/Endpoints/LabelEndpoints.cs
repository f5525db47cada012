using System.Text.Json.Nodes;
using Harness.GitHubServer.Answers;
using Harness.GitHubServer.Http;
using Harness.GitHubServer.State;

namespace Harness.GitHubServer.Endpoints;

/// <summary>Labels of the repository, and those of issues and pull requests.</summary>
internal static class LabelEndpoints
{
    private const string Labels = Api.Repo + "/labels";
    private const string OfIssue = Api.Repo + "/issues/{issue_number}/labels";

    public static IEnumerable<Route> Routes =>
    [
        Route.Get(Labels, e => e.Page(e.Hub.Labels.OrderBy(l => l.Name, StringComparer.OrdinalIgnoreCase), l => IssueAnswers.Label(e.Hub, l))),
        Route.Write("POST", Labels, Right.Issues, Create),
        Route.Get(Labels + "/{name}", e => Answer.Ok(IssueAnswers.Label(e.Hub, Find(e.Hub, e["name"]) ?? throw ApiException.NotFound()))),
        Route.Get(OfIssue, e => e.Page(e.Conversation().Labels, l => IssueAnswers.Label(e.Hub, l))),
        Route.Write("POST", OfIssue, Right.Issues, e => Set(e, e.Conversation().Labels)),
        Route.Write("PUT", OfIssue, Right.Issues, e => Set(e, [])),
        Route.Write("DELETE", OfIssue, Right.Issues, Clear),
        Route.Write("DELETE", OfIssue + "/{name}", Right.Issues, Remove),
    ];

    private static Answer Create(Exchange e)
    {
        var name = e.Required("Label", "name");
        if (Find(e.Hub, name) is not null)
        {
            throw ApiException.Invalid("Label", "name", "already_exists");
        }

        return Answer.Created(IssueAnswers.Label(e.Hub, Add(e.Hub, name, e.Text("color") ?? "ededed", e.Text("description"))));
    }

    // A label that is not known is made on the way.
    private static Answer Set(Exchange e, IEnumerable<Label> kept)
    {
        var names = e.Body is JsonArray array ? array.Select(n => n is JsonObject o ? o.Text("name")! : (string)n!) : Named(e.Fields);
        var labels = kept.Concat(names.Select(n => Find(e.Hub, n) ?? Add(e.Hub, n, "ededed", null)).ToArray()).Distinct().ToArray();
        e.Conversation().Labels.Clear();
        e.Conversation().Labels.AddRange(labels);
        e.Conversation().UpdatedAt = e.Hub.Now;
        return Answer.Ok(Shapes.List(labels, l => IssueAnswers.Label(e.Hub, l)));
    }

    private static IEnumerable<string> Named(JsonObject fields) =>
        (fields["labels"] as JsonArray ?? []).Select(n => n is JsonObject o ? o.Text("name")! : (string)n!);

    private static Answer Clear(Exchange e)
    {
        e.Conversation().Labels.Clear();
        return Answer.Nothing;
    }

    private static Answer Remove(Exchange e)
    {
        var labels = e.Conversation().Labels;
        if (labels.RemoveAll(l => string.Equals(l.Name, e["name"], StringComparison.OrdinalIgnoreCase)) == 0)
        {
            throw ApiException.NotFound("Label does not exist");
        }

        return Answer.Ok(Shapes.List(labels, l => IssueAnswers.Label(e.Hub, l)));
    }

    private static Label? Find(HubState hub, string name) => hub.Labels.FirstOrDefault(l => string.Equals(l.Name, name, StringComparison.OrdinalIgnoreCase));

    private static Label Add(HubState hub, string name, string color, string? description)
    {
        var label = new Label(hub.NextId(), name, color, description);
        hub.Labels.Add(label);
        return label;
    }
}
