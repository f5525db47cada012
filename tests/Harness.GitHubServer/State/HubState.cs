using System.Text.Json.Nodes;
using Harness.GitHubServer.Git;
using Harness.GitHubServer.Http;

namespace Harness.GitHubServer.State;

/// <summary>Everything that the server knows and git does not. Whoever reads or writes it holds its gate.</summary>
internal sealed class HubState
{
    private readonly Dictionary<string, HeadRepository> forks = new(StringComparer.OrdinalIgnoreCase);
    private long lastId = 1_000_000;

    public HubState(LocalGitHubOptions options, Uri address, EventSink events)
    {
        Options = options;
        Address = address.AbsoluteUri.TrimEnd('/');
        Events = events;
        Git = new(Path.Combine([options.Root, .. options.Repository.Split('/')]));
        Merging = new(Git);
        Users = new(options.Accounts);
        Owner = Users[options.Repository.Split('/')[0]];
        Id = NextId();
        Home = new(Id, options.Repository, null);
        CreatedAt = Now;
        DefaultBranch = Git.DefaultBranch;
    }

    public Lock Gate { get; } = new();

    public LocalGitHubOptions Options { get; }

    /// <summary>The address of the server, without a slash at its end.</summary>
    public string Address { get; }

    public EventSink Events { get; }

    public GitRepository Git { get; }

    public Merging Merging { get; }

    public Users Users { get; }

    public User Owner { get; }

    public long Id { get; }

    public HeadRepository Home { get; }

    public DateTimeOffset CreatedAt { get; }

    public string DefaultBranch { get; }

    public string FullName => Options.Repository;

    public string Name => FullName.Split('/')[1];

    /// <summary>The address of the repository's API.</summary>
    public string Api => $"{Address}/repos/{FullName}";

    /// <summary>The address of the repository's pages.</summary>
    public string Html => $"{Address}/{FullName}";

    public SortedDictionary<int, Conversation> Conversations { get; } = [];

    public IEnumerable<PullRequest> Pulls => Conversations.Values.Select(c => c.Pull).OfType<PullRequest>();

    public List<Label> Labels { get; } = [];

    public List<CheckRun> CheckRuns { get; } = [];

    public Dictionary<(long App, string Commit), long> Suites { get; } = [];

    public List<CommitStatus> Statuses { get; } = [];

    public List<Activity> Activities { get; } = [];

    /// <summary>The tips as they were last seen.</summary>
    public Dictionary<string, string> Branches { get; set; } = [];

    /// <summary>The protection of branches, as it was written.</summary>
    public Dictionary<string, JsonObject> Protections { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<long, Ruleset> Rulesets { get; } = [];

    public Dictionary<string, int> Sarifs { get; } = new(StringComparer.Ordinal);

    /// <summary>The differences that have been read: those between two commits stay.</summary>
    public Dictionary<(string From, string To), IReadOnlyList<FileChange>> Differences { get; } = [];

    public DateTimeOffset Now
    {
        get
        {
            // GitHub's times have whole seconds.
            var now = Options.Clock.GetUtcNow();
            return new(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        }
    }

    public long NextId() => ++lastId;

    /// <summary>A new issue, or the words of a new pull request.</summary>
    public Conversation Begin(User author, string title, string? body)
    {
        var conversation = new Conversation(NextId(), Conversations.Count + 1, author, title, body, Now);
        Conversations.Add(conversation.Number, conversation);
        return conversation;
    }

    /// <summary>The repository of a head's owner: this one, or the owner's fork.</summary>
    public HeadRepository RepositoryOf(string owner)
    {
        if (string.Equals(owner, Owner.Login, StringComparison.OrdinalIgnoreCase))
        {
            return Home;
        }

        if (!forks.TryGetValue(owner, out var fork))
        {
            forks.Add(owner, fork = new(NextId(), $"{owner}/{Name}", Path.Combine(Options.Root, owner, Name)));
        }

        return fork;
    }

    /// <summary>The forks that have been named.</summary>
    public IEnumerable<HeadRepository> Forks => forks.Values;

    /// <summary>A fork that anyone may read, by its full name; <see langword="null"/> for another one.</summary>
    public HeadRepository? FindFork(string owner, string name) =>
        forks.GetValueOrDefault(owner) is { IsHidden: false, IsDeleted: false } fork && string.Equals(fork.FullName, $"{owner}/{name}", StringComparison.OrdinalIgnoreCase) ? fork : null;

    /// <summary>The difference of two commits, file by file.</summary>
    public IReadOnlyList<FileChange> Compare(string from, string to)
    {
        if (!Differences.TryGetValue((from, to), out var files))
        {
            Differences.Add((from, to), files = Difference.Read(Git, from, to, Options.LargestPatch));
        }

        return files;
    }

    /// <summary>What a pull request changes: the difference of its head from where it left the base.</summary>
    public IReadOnlyList<FileChange> FilesOf(PullRequest pull, string? head = null) =>
        Compare(Git.MergeBase(pull.BaseSha, head ?? pull.HeadSha), head ?? pull.HeadSha);
}

/// <summary>A ruleset, as it was written.</summary>
internal sealed record Ruleset(long Id, JsonObject Content, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
