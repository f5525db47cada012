namespace Harness.CommandLine.Ci;

/// <summary>The variables of GitHub's runner. See "Variables reference" of GitHub Actions' documentation.</summary>
internal sealed record RunnerEnvironment
{
    /// <summary>The kind of the event: <c>pull_request_target</c>.</summary>
    public required string EventName { get; init; }

    /// <summary>The absolute path of the event.</summary>
    public required string EventPath { get; init; }

    /// <summary>Owner and name of the repository.</summary>
    public required string Repository { get; init; }

    /// <summary>The address of the host, with a <c>/</c> at its end.</summary>
    public required Uri Server { get; init; }

    /// <summary>The address of the host's API, with a <c>/</c> at its end.</summary>
    public required Uri Api { get; init; }

    /// <summary>The commit that the run is about, by the host's word.</summary>
    public required string Commit { get; init; }

    /// <summary>The ref that the run is about.</summary>
    public required string Ref { get; init; }

    /// <summary>The token, which is never printed.</summary>
    public string? Token { get; init; }

    /// <summary>The file that outputs of the step are appended to.</summary>
    public string? OutputFile { get; init; }

    /// <summary>The file that the step's summary is appended to.</summary>
    public string? SummaryFile { get; init; }

    /// <summary>The address of the repository.</summary>
    public Uri RepositoryAddress => new(Server, Repository);

    /// <summary>Reads it.</summary>
    /// <param name="get">The value of a variable.</param>
    /// <exception cref="CommandException">This is not a run of GitHub's.</exception>
    public static RunnerEnvironment Read(Func<string, string?> get) => new()
    {
        EventName = Need(get, "GITHUB_EVENT_NAME"),
        EventPath = Need(get, "GITHUB_EVENT_PATH"),
        Repository = NeedRepository(get),
        Server = NeedAddress(get, "GITHUB_SERVER_URL"),
        Api = NeedAddress(get, "GITHUB_API_URL"),
        Commit = Need(get, "GITHUB_SHA"),
        Ref = Need(get, "GITHUB_REF"),
        Token = Find(get, "GITHUB_TOKEN"),
        OutputFile = Find(get, "GITHUB_OUTPUT"),
        SummaryFile = Find(get, "GITHUB_STEP_SUMMARY"),
    };

    private static string? Find(Func<string, string?> get, string name) => get(name) is { Length: > 0 } value ? value : null;

    private static string Need(Func<string, string?> get, string name) =>
        Find(get, name) ?? throw new CommandException($"{name} is not set: 'harness ci' is a step of GitHub Actions; elsewhere use 'harness check --base'");

    private static string NeedRepository(Func<string, string?> get)
    {
        var name = Need(get, "GITHUB_REPOSITORY");
        return name.Split('/') is [{ Length: > 0 }, { Length: > 0 }] && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.')
            ? name : throw new CommandException("GITHUB_REPOSITORY is not OWNER/NAME");
    }

    private static Uri NeedAddress(Func<string, string?> get, string name) =>
        Uri.TryCreate(Need(get, name) is var given && given.EndsWith('/') ? given : given + "/", UriKind.Absolute, out var address) && address.Scheme is "https" or "http" or "file"
            ? address : throw new CommandException($"{name} is no address");
}
