using System.Text.Json.Nodes;
using Harness.GitHubServer.State;

namespace Harness.GitHubServer.Http;

/// <summary>The names that the repository has had, and its address by id, which stays.</summary>
internal static class Names
{
    public static bool IsRepository(HubState hub, string owner, string name) =>
        string.Equals($"{owner}/{name}", hub.FullName, StringComparison.OrdinalIgnoreCase);

    public static bool IsMoved(HubState hub, string path) => Former(hub, path) is not null;

    /// <summary>The answer that sends a former name on, or <see langword="null"/>.</summary>
    public static Answer? Moved(HubState hub, string method, string path)
    {
        if (Former(hub, path) is not { } former)
        {
            return null;
        }

        var address = $"{hub.Address}/repositories/{hub.Id}{path[former.Length..]}";
        var (status, message) = method == "GET" ? (301, "Moved Permanently") : (307, "Temporary Redirect");
        return new(status, new JsonObject { ["message"] = message, ["url"] = address, ["documentation_url"] = "https://docs.github.com/rest" })
        {
            Headers = new() { ["Location"] = address },
        };
    }

    /// <summary>The path by name for one by id.</summary>
    public static string OfId(HubState hub, string path)
    {
        var start = $"/repositories/{hub.Id}";
        return path == start || path.StartsWith(start + "/", StringComparison.Ordinal) ? $"/repos/{hub.FullName}{path[start.Length..]}" : path;
    }

    // The part of a path that is a former name.
    private static string? Former(HubState hub, string path) => hub.Options.FormerNames
        .Select(n => "/repos/" + n)
        .FirstOrDefault(n => path.StartsWith(n, StringComparison.OrdinalIgnoreCase) && (path.Length == n.Length || path[n.Length] == '/'));
}
