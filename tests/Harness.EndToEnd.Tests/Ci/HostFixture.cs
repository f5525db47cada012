using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Harness.GitHubServer;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests.Ci;

/// <summary>
/// A GitHub with one real repository, as a runner sees it: its git and its API, events made of what the API tells, and the files of a step. What
/// a step asks and what it is answered are held to GitHub's OpenAPI where that is at hand.
/// </summary>
internal sealed class HostFixture : IDisposable
{
    public const string Owner = "master-db[bot]";
    public const string Other = "app-dev[bot]";
    /// <summary>An agent with a fork of its own, which an app cannot have.</summary>
    public const string Writer = "dora";

    public const string Branch = "feat/app-dev/x";

    /// <summary>Owner and name of the repository.</summary>
    public const string Name = "acme/engine";

    private const string TokenPrefix = "token-of-";
    private readonly TemporaryDirectory step = new();
    private readonly TemporaryDirectory root = new();
    private readonly HttpClient client;

    public HostFixture()
    {
        Directory.CreateDirectory(root.Combine("acme"));
        Directory.CreateSymbolicLink(root.Combine(Name), Repository.Path);

        // Its HEAD says which branch is the default one; what it has before is nobody's push.
        Git.Run("checkout", "-q", "main");
        Git.Run("branch", "-q", "-D", Branch);
        Git.Write("docs/a.md", "a\n").Commit("docs");
        Hub = LocalGitHub.Start(new LocalGitHubOptions { Root = root.Path, Repository = Name, Accounts = [Account.OfWorkflow, new Account("boss", Role.Admin), new Account("reader", Role.Read)] });
        Git.Run("checkout", "-q", "-b", Branch);
        client = new HttpClient { BaseAddress = Hub.Address };
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {TokenPrefix}boss");
        client.DefaultRequestHeaders.Add("User-Agent", "tests");
    }

    public ChangeRepository Repository { get; } = new($"""
        [agents.writer]
        paths = ["docs/**"]
        logins = ["{Writer}"]

        """);

    public LocalGitHub Hub { get; }

    public GitFixture Git => Repository.Git;

    /// <summary>The token of the step.</summary>
    public string Token { get; set; } = TokenPrefix + Account.OfWorkflow.Login;

    public string Summary => Read("summary");

    public string Outputs => Read("output");

    public string Sarif => step.Combine("harness.sarif");

    public void Dispose()
    {
        var violations = Hub.Violations;
        client.Dispose();
        Hub.Dispose();
        Directory.Delete(root.Combine(Name));
        root.Dispose();
        Repository.Dispose();
        step.Dispose();
        Assert.Empty(violations);
    }

    /// <summary>Commits what was changed on a branch and opens a pull request for it.</summary>
    /// <param name="author">Who pushes it and opens it.</param>
    /// <param name="branch">The branch, which is checked out.</param>
    /// <param name="target">The branch that it targets.</param>
    public (int Number, string Head) Open(string author, string branch = Branch, string target = "main")
    {
        var head = Push(author, branch);
        return (Hub.People.Open(author, branch, target), head);
    }

    /// <summary>Commits what was changed on the branch that is checked out, as a push of someone.</summary>
    public string Push(string login, string branch = Branch)
    {
        var head = Repository.Commit();
        Hub.People.Pushed(login, branch);
        return head;
    }

    /// <summary>Opens a pull request of a fork for what was changed; the change is in no branch of the repository.</summary>
    public (int Number, string Head) OpenFork(string author, string branch = "topic")
    {
        Directory.CreateDirectory(root.Combine(author));
        var fork = root.Combine($"{author}/engine");
        Git.Run("clone", "-q", "--bare", Repository.Path, fork);
        var head = PushToFork(author, author, branch);
        return (Hub.People.Open(author, $"{author}:{branch}", "main"), head);
    }

    /// <summary>Commits what was changed to a branch of a fork, as a push of someone.</summary>
    public string PushToFork(string login, string owner, string branch = "topic")
    {
        Git.Run("checkout", "-q", "--detach");
        var head = Repository.Commit();
        Hub.People.PushToFork(login, owner, branch, head);
        return head;
    }

    /// <summary>The event of a pull request as it is now.</summary>
    public JsonObject PullRequestEvent(int number, string action = "synchronize", string? sender = null)
    {
        var pull = Get(string.Create(CultureInfo.InvariantCulture, $"pulls/{number}"));
        return new()
        {
            ["action"] = action,
            ["number"] = number,
            ["repository"] = Get(""),
            ["sender"] = new JsonObject { ["login"] = sender ?? (string?)pull["user"]!["login"] },
            ["pull_request"] = pull,
        };
    }

    /// <summary>The event of a push.</summary>
    public static JsonObject PushEvent(string before, string after, string sender, string branch = "main") => new()
    {
        ["ref"] = "refs/heads/" + branch,
        ["before"] = before,
        ["after"] = after,
        ["repository"] = new JsonObject { ["default_branch"] = "main" },
        ["sender"] = new JsonObject { ["login"] = sender },
    };

    /// <summary>The event of a group of a merge queue.</summary>
    public static JsonObject MergeGroupEvent(string before, string after, string group) => new()
    {
        ["merge_group"] = new JsonObject
        {
            ["base_sha"] = before, ["head_sha"] = after, ["base_ref"] = "refs/heads/main", ["head_ref"] = "refs/heads/" + group,
        },
    };

    /// <summary>Makes what a queue makes of a pull request: its merge on top of what is ahead of it.</summary>
    public string Queue(string ahead, int number) => Queued(ahead, number, Git.Run("merge-tree", "--write-tree", ahead, $"refs/pull/{number}/head"));

    /// <summary>Makes a commit of any files in the place of a pull request's merge.</summary>
    public string Queued(string ahead, int number, string tree)
    {
        var tip = Git.Run("commit-tree", tree, "-p", ahead, "-p", Git.Run("rev-parse", $"refs/pull/{number}/head"), "-m", $"Merge #{number}");
        Git.Run("update-ref", $"refs/heads/{GroupOf(ahead, number)}", tip);
        return tip;
    }

    /// <summary>The branch of a queued pull request.</summary>
    public static string GroupOf(string ahead, int number) => $"gh-readonly-queue/main/pr-{number}-{ahead}";

    /// <summary>Runs a step on an event.</summary>
    public ProcessOutcome Run(string eventName, JsonObject payload, params string[] arguments) => RunRaw(eventName, payload.ToJsonString(), arguments);

    /// <summary>Runs the gate on an event of a pull request.</summary>
    public ProcessOutcome Gate(int number, string action = "synchronize", string? sender = null) =>
        Run("pull_request_target", PullRequestEvent(number, action, sender), "gate");

    /// <summary>Runs a step on whatever is in the event's file.</summary>
    public ProcessOutcome RunRaw(string eventName, string payload, params string[] arguments)
    {
        step.Write("event.json", payload);
        return HarnessCommand.RunWith(Environment(eventName), step.Path, ["ci", .. arguments]);
    }

    /// <summary>The variables of a run.</summary>
    public Dictionary<string, string> Environment(string eventName) => new()
    {
        ["GITHUB_ACTIONS"] = "true",
        ["GITHUB_EVENT_NAME"] = eventName,
        ["GITHUB_EVENT_PATH"] = step.Combine("event.json"),
        ["GITHUB_REPOSITORY"] = Name,
        ["GITHUB_SERVER_URL"] = $"file://{root.Path}/",
        ["GITHUB_API_URL"] = Hub.Address.ToString().TrimEnd('/'),
        ["GITHUB_SHA"] = Git.Run("rev-parse", "main"),
        ["GITHUB_REF"] = "refs/heads/main",
        ["GITHUB_TOKEN"] = Token,
        ["GITHUB_OUTPUT"] = step.Combine("output"),
        ["GITHUB_STEP_SUMMARY"] = step.Combine("summary"),
    };

    private JsonObject Get(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"repos/{Name}{(path.Length > 0 ? "/" : "")}{path}", UriKind.Relative));
        using var answer = client.Send(request);
        using var text = new StreamReader(answer.EnsureSuccessStatusCode().Content.ReadAsStream(), Encoding.UTF8);
        return JsonNode.Parse(text.ReadToEnd())!.AsObject();
    }

    private string Read(string file) => File.Exists(step.Combine(file)) ? File.ReadAllText(step.Combine(file)) : "";
}
