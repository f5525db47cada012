using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Testing;

namespace Harness.EndToEnd.Tests.Ci;

/// <summary>
/// A host with one repository, as a runner sees it: a real git repository with the refs that GitHub keeps for pull requests, an API, event
/// files, and the files of a step.
/// </summary>
internal sealed class HostFixture : IDisposable
{
    public const string Owner = "master-db[bot]";
    public const string Other = "app-dev[bot]";
    private const string Token = "t0ken-of-the-run";

    private readonly TemporaryDirectory step = new();

    public ChangeRepository Repository { get; } = new();

    public ApiFixture Api { get; } = new();

    public GitFixture Git => Repository.Git;

    /// <summary>Owner and name of the repository.</summary>
    public string Name => Repository.Path.TrimStart('/');

    public string Summary => Read("summary");

    public string Outputs => Read("output");

    public string Sarif => step.Combine("harness.sarif");

    public void Dispose()
    {
        Api.Dispose();
        Repository.Dispose();
        step.Dispose();
    }

    /// <summary>What the API says of the repository.</summary>
    public HostFixture Says(string path, string body, int status = 200)
    {
        Api.Answer($"/repos/{Name}/{path}", body, status);
        return this;
    }

    /// <summary>Commits what was changed on a branch of its own and opens a pull request for it, with the host's merge if there is none to resolve.</summary>
    public string Open(int number, string author, bool withMerge = true)
    {
        var head = Repository.Commit();
        Git.Run("update-ref", $"refs/pull/{number}/head", head);
        if (withMerge)
        {
            Merge(number);
        }

        Says($"pulls/{number}", Pull(number, author, head, merged: false));
        Says($"pulls/{number}/reviews", "[]").Says($"pulls/{number}/commits", "[]").Says("activity", "[]");
        return head;
    }

    /// <summary>Makes the host's merge commit of a pull request, as it is now.</summary>
    public string Merge(int number)
    {
        var head = Git.Run("rev-parse", $"refs/pull/{number}/head");
        var tree = Git.Run("merge-tree", "--write-tree", "main", head);
        var merge = Git.Run("commit-tree", tree, "-p", "main", "-p", head, "-m", $"Merge #{number}");
        Git.Run("update-ref", $"refs/pull/{number}/merge", merge);
        return merge;
    }

    /// <summary>A pull request as the API tells it.</summary>
    public static string Pull(int number, string author, string head, bool merged) => JsonSerializer.Serialize(new
    {
        number,
        user = new { login = author },
        head = new { sha = head },
        @base = new { @ref = "main" },
        merged_at = merged ? "2030-01-01T00:00:00Z" : null,
    });

    /// <summary>The event of a pull request.</summary>
    public JsonObject PullRequestEvent(int number, string author, string head, string action = "synchronize", string? sender = null) => new()
    {
        ["action"] = action,
        ["repository"] = new JsonObject { ["default_branch"] = "main" },
        ["sender"] = new JsonObject { ["login"] = sender ?? author },
        ["pull_request"] = new JsonObject
        {
            ["number"] = number,
            ["user"] = new JsonObject { ["login"] = author },
            ["head"] = new JsonObject { ["sha"] = head, ["ref"] = "feat/app-dev/x", ["repo"] = new JsonObject { ["full_name"] = Name } },
            ["base"] = new JsonObject { ["ref"] = "main" },
        },
    };

    /// <summary>The event of a push to <c>main</c>.</summary>
    public static JsonObject PushEvent(string before, string after, string sender) => new()
    {
        ["ref"] = "refs/heads/main",
        ["before"] = before,
        ["after"] = after,
        ["repository"] = new JsonObject { ["default_branch"] = "main" },
        ["sender"] = new JsonObject { ["login"] = sender },
    };

    /// <summary>Runs a step on an event.</summary>
    public ProcessOutcome Run(string eventName, JsonObject payload, params string[] arguments) => RunRaw(eventName, payload.ToJsonString(), arguments);

    /// <summary>Runs a step on whatever stands in the event's file.</summary>
    public ProcessOutcome RunRaw(string eventName, string payload, params string[] arguments)
    {
        step.Write("event.json", payload);
        return HarnessProcess.RunWith(Environment(eventName), step.Path, ["ci", .. arguments]);
    }

    /// <summary>The variables of a run.</summary>
    public Dictionary<string, string> Environment(string eventName) => new()
    {
        ["GITHUB_ACTIONS"] = "true",
        ["GITHUB_EVENT_NAME"] = eventName,
        ["GITHUB_EVENT_PATH"] = step.Combine("event.json"),
        ["GITHUB_REPOSITORY"] = Name,
        ["GITHUB_SERVER_URL"] = "file:///",
        ["GITHUB_API_URL"] = Api.Address,
        ["GITHUB_SHA"] = Git.Run("rev-parse", "main"),
        ["GITHUB_REF"] = "refs/heads/main",
        ["GITHUB_TOKEN"] = Token,
        ["GITHUB_OUTPUT"] = step.Combine("output"),
        ["GITHUB_STEP_SUMMARY"] = step.Combine("summary"),
    };

    private string Read(string file) => File.Exists(step.Combine(file)) ? File.ReadAllText(step.Combine(file)) : "";
}
