using System.CommandLine;
using System.Text;
using Harness.CommandLine;
using Harness.Git;
using Harness.GitHub;
using Harness.Reviewer.Reviewing;

namespace Harness.Reviewer.Commands;

/// <summary>
/// The options by which every command finds its repository. Tokens come only from variables, because every process can see arguments.
/// </summary>
internal sealed class HostOptions
{
    private const string TokenVariable = "HARNESS_TOKEN";
    private const int DefaultFetchLimit = 600;

    private readonly Option<string?> repository = new("--repository", "-r") { Description = "The repository, OWNER/NAME. [default: GITHUB_REPOSITORY]", HelpName = "OWNER/NAME" };
    private readonly Option<string?> api = new("--api") { Description = "The address of GitHub's API. [default: GITHUB_API_URL, else https://api.github.com]", HelpName = "ADDRESS" };
    private readonly Option<string?> server = new("--server") { Description = "The address that repositories are fetched from. [default: GITHUB_SERVER_URL, else https://github.com]", HelpName = "ADDRESS" };
    private readonly Option<string?> login = new("--login") { Description = "The account that the token is of; an app's is NAME[bot]. [default: the host is asked]", HelpName = "LOGIN" };

    private readonly Option<int> fetchLimit = new("--fetch-timeout") { Description = "How many seconds one fetch of commits may take; a host that is silent for a minute is not waited for.", DefaultValueFactory = _ => DefaultFetchLimit, HelpName = "SECONDS" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { repository, api, server, login, fetchLimit })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Opens the repository.</summary>
    public Task<GitHubRepository> OpenAsync(ParseResult parsed, CommandContext context, CancellationToken cancellation, TimeSpan? longestWait = null) =>
        GitHubRepository.OpenAsync(ToOptions(parsed, context, FindToken(context), parsed.GetValue(login), cancellation, longestWait));

    /// <summary>Opens the repository with the token of another variable, for actions that the reviewer's own token must not allow.</summary>
    /// <returns>The repository, or <see langword="null"/> if the variable is not set.</returns>
    public async Task<GitHubRepository?> OpenAsync(ParseResult parsed, CommandContext context, string variable, CancellationToken cancellation) =>
        Value(context, variable) is { } token ? await GitHubRepository.OpenAsync(ToOptions(parsed, context, token, "the account of " + variable, cancellation)) : null;

    /// <summary>Returns the repository's commits.</summary>
    public GitRemote GetRemote(ParseResult parsed, CommandContext context) => GetRemote(parsed, context, FindToken(context));

    /// <summary>Returns the repository's commits, by the token of another variable.</summary>
    public GitRemote GetRemote(ParseResult parsed, CommandContext context, string? token)
    {
        var address = AddressOf(parsed.GetValue(server) ?? Value(context, "GITHUB_SERVER_URL") ?? "https://github.com", "--server");
        var remote = new GitRemote(new Uri(address, GetFullName(parsed, context))) { Limit = FetchLimitOf(parsed) };
        return token is null ? remote : remote.WithToken(token);
    }

    /// <summary>Owner and name of the repository.</summary>
    public string GetFullName(ParseResult parsed, CommandContext context)
    {
        var (owner, name) = NameOf(parsed, context);
        return $"{owner}/{name}";
    }

    /// <summary>
    /// Returns the store of architects' answers, sealed with its own key or else with the token. In the latter case, answers are valid as long as the
    /// token.
    /// </summary>
    public SealedAnswer GetMemory(ParseResult parsed, CommandContext context)
    {
        var key = Value(context, "HARNESS_REVIEWER_KEY") ?? FindToken(context) ?? Guid.NewGuid().ToString();
        return new SealedAnswer(Encoding.UTF8.GetBytes(key), GetFullName(parsed, context));
    }

    /// <summary>Returns the value of a variable, or <see langword="null"/> if it is empty or not set.</summary>
    public static string? Value(CommandContext context, string name) => context.Variable(name) is { Length: > 0 } value ? value : null;

    /// <summary>Returns the reviewer's token, or <see langword="null"/> without one.</summary>
    public static string? FindToken(CommandContext context) => Value(context, TokenVariable) ?? Value(context, "GITHUB_TOKEN");

    private TimeSpan FetchLimitOf(ParseResult parsed) => parsed.GetValue(fetchLimit) is > 0 and <= 86_400 and var seconds
        ? TimeSpan.FromSeconds(seconds) : throw new CommandException("--fetch-timeout is a number of seconds, at most a day");

    private GitHubOptions ToOptions(ParseResult parsed, CommandContext context, string? token, string? account, CancellationToken cancellation, TimeSpan? longestWait = null)
    {
        var (owner, name) = NameOf(parsed, context);
        return new GitHubOptions
        {
            Api = AddressOf(parsed.GetValue(api) ?? Value(context, "GITHUB_API_URL") ?? "https://api.github.com", "--api"),
            Owner = owner,
            Name = name,
            Token = token,
            Login = account,
            Time = context.Time,
            Cancellation = cancellation,
            LongestWait = longestWait ?? TimeSpan.FromMinutes(1),
        };
    }

    private (string Owner, string Name) NameOf(ParseResult parsed, CommandContext context)
    {
        var full = parsed.GetValue(repository) ?? Value(context, "GITHUB_REPOSITORY") ?? throw new CommandException("no repository is named: give --repository OWNER/NAME");
        return full.Split('/') is [{ Length: > 0 } owner, { Length: > 0 } name] && full.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.')
            ? (owner, name) : throw new CommandException("the repository is not of the form OWNER/NAME");
    }

    private static Uri AddressOf(string text, string option) =>
        Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var address) && address.Scheme is "https" or "http" or "file"
            ? address : throw new CommandException($"{option} is no address");
}
