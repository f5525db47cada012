using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Harness.Analysis;
using Harness.CommandLine;
using Harness.GitHubServer;
using Harness.Rules;
using Harness.Testing;
using Xunit;

namespace Harness.Reviewer.Tests;

/// <summary>A reviewer's desk: a GitHub with a real repository of two agents, and the reviewer as a program beside it.</summary>
internal sealed class Desk : IDisposable
{
    public const string Bot = "harness-reviewer[bot]";

    private static readonly AnalysisEngine Engine = new(BuiltInRules.All);
    public const string Storage = "master-db[bot]";
    public const string Sql = "app-dev[bot]";
    public const string Advisor = "boss";
    public const string Actions = "github-actions[bot]";

    private const string Policy = """
        [agents.reviewer]
        role = "reviewer"
        logins = ["harness-reviewer[bot]"]
        [review]
        checks = [{ name = "gate", app = "github-actions" }]

        """;

    private readonly TemporaryDirectory root = new();

    public Desk(string more = "", Func<LocalGitHubOptions, LocalGitHubOptions>? configure = null)
    {
        Repository = new ChangeRepository(Policy + more);
        Git.Run("checkout", "-q", "main");
        Directory.CreateDirectory(root.Combine("acme"));
        Directory.CreateSymbolicLink(root.Combine(Name), Repository.Path);
        var options = new LocalGitHubOptions
        {
            Root = root.Path,
            Repository = Name,
            Clock = Time,
            Accounts = [Account.OfWorkflow, new Account(Bot) { App = new AppIdentity("harness-reviewer", 4711), Lacks = [Right.Contents] }, new Account(Advisor, Role.Admin), new Account("second[bot]"), new Account(Storage), new Account(Sql), new Account("reader", Role.Read)],
        };
        Hub = LocalGitHub.Start(configure is null ? options : configure(options));
    }

    public ChangeRepository Repository { get; }

    public GitFixture Git => Repository.Git;

    public LocalGitHub Hub { get; }

    /// <summary>Further variables of the reviewer.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>Owner and name of the repository.</summary>
    public const string Name = "acme/engine";

    /// <summary>The address that repositories are fetched from.</summary>
    public string Server => $"file://{root.Path}/";

    /// <summary>Where a fork of the repository lies.</summary>
    public string ForkOf(string owner) => root.Combine($"{owner}/engine");

    /// <summary>The clock of the host and of the reviewer.</summary>
    public ManualTime Time { get; } = new();

    /// <summary>Commits a change to a branch of its own and opens a pull request for it.</summary>
    public int Open(string author, string file, string branch = "feat/x", string? text = null)
    {
        Commit(author, "main", branch, file, text);
        return Hub.People.Open(author, branch, "main");
    }

    /// <summary>Pushes a further commit to a branch.</summary>
    public string Push(string author, string branch, string file, string? text = null, string? start = null) => Commit(author, start ?? branch, branch, file, text);

    public string HeadOf(string branch = "feat/x") => Git.Run("rev-parse", branch);

    /// <summary>Reports the required check.</summary>
    public void Gate(string? conclusion = "success", string branch = "feat/x") => Hub.People.Check(Actions, HeadOf(branch), "gate", conclusion);

    /// <summary>Runs the reviewer.</summary>
    public async Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments)
    {
        await using var error = new StringWriter(CultureInfo.InvariantCulture);
        var (exit, output) = await RunAsync(arguments, error, CancellationToken.None);
        return (exit, output, error.ToString());
    }

    /// <summary>Runs the reviewer until it ends or is cancelled.</summary>
    public async Task<(int Exit, string Output)> RunAsync(string[] arguments, TextWriter error, CancellationToken cancellation)
    {
        using var output = new MemoryStream();
        var variables = new Dictionary<string, string>(Variables)
        {
            ["GITHUB_REPOSITORY"] = Name,
            ["GITHUB_API_URL"] = Hub.Address.ToString(),
            ["GITHUB_SERVER_URL"] = Server,
        };
        if (variables.TryAdd("HARNESS_TOKEN", "token-of-" + Bot))
        {
            // The host does not tell an app's token whose it is.
            arguments = [arguments[0], "--login", Bot, .. arguments[1..]];
        }

        var exit = await ReviewerCommandLine.RunAsync(arguments, new CommandContext { Engine = Engine, WorkingDirectory = Environment.CurrentDirectory, Output = output, Error = error, Time = Time, Variable = variables.GetValueOrDefault }, cancellation);
        return (exit, Encoding.UTF8.GetString(output.ToArray()));
    }

    /// <summary>Reviews a pull request and gives what the program says of it.</summary>
    public async Task<(int Exit, JsonNode? Verdict, string Error)> ReviewAsync(int number, params string[] arguments)
    {
        var (exit, output, error) = await RunAsync(["review", "--pr", number.ToString(CultureInfo.InvariantCulture), "--format", "json", .. arguments]);
        return (exit, output.Length == 0 ? null : JsonNode.Parse(output), error);
    }

    /// <summary>What anyone may read of the API.</summary>
    public async Task<JsonNode> GetAsync(string path)
    {
        using var client = new HttpClient { BaseAddress = Hub.Address };
        client.DefaultRequestHeaders.Add("Authorization", "Bearer token-of-" + Advisor);
        client.DefaultRequestHeaders.Add("User-Agent", "tests");
        return JsonNode.Parse(await client.GetStringAsync(new Uri($"repos/{Name}/{path}", UriKind.Relative)))!;
    }

    /// <summary>What the advisor does by the API.</summary>
    public async Task SendAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        using var client = new HttpClient { BaseAddress = Hub.Address };
        client.DefaultRequestHeaders.Add("Authorization", "Bearer token-of-" + Advisor);
        client.DefaultRequestHeaders.Add("User-Agent", "tests");
        using var request = new HttpRequestMessage(method, new Uri($"repos/{Name}/{path}", UriKind.Relative));
        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode);
    }

    public void Dispose()
    {
        var violations = Hub.Violations;
        Hub.Dispose();
        Directory.Delete(root.Combine(Name));
        root.Dispose();
        Repository.Dispose();
        Assert.Empty(violations);
    }

    // The branch moves in one step, and by its author: a service that runs meanwhile sees nothing half done.
    private string Commit(string author, string start, string branch, string file, string? text)
    {
        Git.Run("checkout", "-q", "--detach", start);
        Change(file, text);
        var head = Git.Commit("change");
        Git.Run("checkout", "-q", "main");
        Hub.People.Push(author, branch, head);
        return head;
    }

    private void Change(string file, string? text)
    {
        if (text is null)
        {
            Repository.Edit(file);
        }
        else
        {
            Git.Write(file, text);
        }
    }
}
