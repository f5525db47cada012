namespace Harness.Git;

/// <summary>
/// The environment in which git runs. It inherits no variables that control git, reads only the repository's own configuration, and does not prompt,
/// fetch, or run programs of the repository. A command that names a remote may contact only that remote.
/// </summary>
internal static class GitEnvironment
{
    // Git reads this as an empty file on every platform.
    private const string Nothing = "/dev/null";

    // A megabyte of a pack may expand to gigabytes, which git would hold in one allocation. A fetch needs one allocation for the list of all objects.
    private const string LargestAllocation = "1g";

    private static readonly (string Name, string Value)[] Variables =
    [
        ("LC_ALL", "C"),
        ("GIT_ATTR_NOSYSTEM", "1"),
        ("GIT_NO_REPLACE_OBJECTS", "1"),
        ("GIT_GRAFT_FILE", Nothing),
        ("GIT_NO_LAZY_FETCH", "1"),
        ("GIT_TERMINAL_PROMPT", "0"),
        ("GIT_OPTIONAL_LOCKS", "0"),
        ("GIT_LITERAL_PATHSPECS", "1"),
        ("GIT_PAGER", "cat"),
    ];

    private static readonly (string Name, string Value)[] NoUserConfiguration =
    [
        ("GIT_CONFIG_NOSYSTEM", "1"),
        ("GIT_CONFIG_SYSTEM", Nothing),
        ("GIT_CONFIG_GLOBAL", Nothing),
    ];

    // Passed as on the command line, so that they override the repository's configuration. Since 2.38, git takes safe.directory only from there and
    // from the global configuration. We only read, and run nothing that the repository names.
    private static readonly (string Name, string Value)[] Settings =
    [
        ("safe.directory", "*"),
        ("core.fsmonitor", "false"),
        ("core.hooksPath", Nothing),
        ("core.attributesFile", Nothing),
        ("core.excludesFile", Nothing),
        ("core.untrackedCache", "false"),
        ("core.trustctime", "true"),
        ("core.checkStat", "default"),
        ("gc.auto", "0"),
        ("maintenance.auto", "false"),
    ];

    private static readonly (string Name, string Value)[] NoRemote = [("protocol.allow", "never")];

    /// <summary>Sets the variables of one run.</summary>
    public static void Apply(IDictionary<string, string?> environment, GitCommand command)
    {
        foreach (var name in environment.Keys.Where(n => n.StartsWith("GIT_", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            environment.Remove(name);
        }

        foreach (var (name, value) in command.Configuration == GitConfiguration.User ? Variables : [.. Variables, .. NoUserConfiguration])
        {
            environment[name] = value;
        }

        (string Name, string Value)[] settings = [.. Settings, .. command.Remote is { } remote ? SettingsOf(remote) : NoRemote];
        environment["GIT_CONFIG_COUNT"] = $"{settings.Length}";
        for (var i = 0; i < settings.Length; i++)
        {
            environment[$"GIT_CONFIG_KEY_{i}"] = settings[i].Name;
            environment[$"GIT_CONFIG_VALUE_{i}"] = settings[i].Value;
        }

        if (command.Remote is null)
        {
            environment["GIT_ALLOC_LIMIT"] = LargestAllocation;
        }

        environment["GIT_ALLOW_PROTOCOL"] = command.Remote?.Address.Scheme ?? "none";
        SetWhereGiven(environment, "GIT_DIR", command.GitDirectory);
        SetWhereGiven(environment, "GIT_WORK_TREE", command.WorkTree);
        SetWhereGiven(environment, "GIT_INDEX_FILE", command.IndexFile);
        SetWhereGiven(environment, Quarantine.Alternates, command.Borrowed.IsEmpty ? null : Quarantine.Join(command.Borrowed));
    }

    // In the environment, not among the arguments: those are in every process list. Only to this host, and to no other that it leads to.
    private static IEnumerable<(string Name, string Value)> SettingsOf(GitRemote remote)
    {
        yield return ("protocol.allow", "never");
        yield return ($"protocol.{remote.Address.Scheme}.allow", "always");
        yield return ("http.followRedirects", "false");

        // A host that is silent for so many seconds is gone. One that counts objects reports every few seconds.
        yield return ("http.lowSpeedLimit", "1");
        yield return ("http.lowSpeedTime", "60");
        yield return ("credential.helper", "");
        if (remote.Address.IsLoopback)
        {
            // No proxy leads to this machine.
            yield return ("http.proxy", "");
        }

        if (remote.Authorization is { } authorization)
        {
            yield return ($"http.{remote.Address.GetLeftPart(UriPartial.Authority)}/.extraHeader", $"Authorization: {authorization}");
        }
    }

    private static void SetWhereGiven(IDictionary<string, string?> environment, string name, string? value)
    {
        if (value is not null)
        {
            environment[name] = value;
        }
    }
}
