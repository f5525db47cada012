using System.Globalization;

namespace Harness.GitHubServer;

/// <summary>The options of a server of its own, as words.</summary>
internal static class CommandLine
{
    public const string Usage = """
        usage: Harness.GitHubServer --root DIR --repository OWNER/NAME [--port N]
                 [--account LOGIN=read|write|admin]... [--app SLUG=ID]... [--former-name OWNER/NAME]... [--webhook ADDRESS --secret KEY] [--rate-limit N]
        """;

    /// <summary>Reads the words, or answers with <see langword="null"/> where they are not understood.</summary>
    public static LocalGitHubOptions? Parse(string[] words)
    {
        var pairs = words.Chunk(2).ToArray();
        var isOdd = pairs.Any(p => p.Length < 2 || !p[0].StartsWith("--", StringComparison.Ordinal));
        if (isOdd || Last("--root") is not { } root || Last("--repository") is not { } repository)
        {
            return null;
        }

        var options = new LocalGitHubOptions
        {
            Root = Path.GetFullPath(root),
            Repository = repository,
            Port = Number("--port", 0),
            Accounts = [.. All("--account").Select(Account), .. All("--app").Select(App), Harness.GitHubServer.Account.OfWorkflow],
            FormerNames = [.. All("--former-name")],
            Webhook = Last("--webhook") is { } address ? new(new Uri(address), Last("--secret") ?? "") : null,
        };
        return options with { RateLimit = Number("--rate-limit", options.RateLimit) };

        IEnumerable<string> All(string name) => pairs.Where(p => p[0] == name).Select(p => p[1]);

        string? Last(string name) => All(name).LastOrDefault();

        int Number(string name, int otherwise) => Last(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
    }

    private static Account Account(string words) => words.Split('=', 2) is [var login, var role]
        ? new(login, Enum.Parse<Role>(role, ignoreCase: true))
        : new(words);

    private static Account App(string words) => words.Split('=', 2) is [var slug, var id]
        ? new($"{slug}[bot]") { App = new AppIdentity(slug, long.Parse(id, CultureInfo.InvariantCulture)) }
        : throw new FormatException($"'{words}' is no SLUG=ID");
}
