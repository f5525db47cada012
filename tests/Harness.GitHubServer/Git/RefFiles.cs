namespace Harness.GitHubServer.Git;

/// <summary>Reads branches from the files of a repository: a server that looks at each request would else spend its time on starting git.</summary>
internal static class RefFiles
{
    private const string Heads = "refs/heads/";
    private const int IdLength = 40;

    /// <summary>Every branch with its tip; <see langword="null"/> where only git can tell.</summary>
    /// <param name="path">The absolute path of the repository, bare or not.</param>
    public static Dictionary<string, string>? Read(string path)
    {
        var git = Path.Combine(path, ".git");
        var directory = Directory.Exists(git) ? git : path;
        if (!Directory.Exists(Path.Combine(directory, "refs")) || Directory.Exists(Path.Combine(directory, "reftable")))
        {
            return null;
        }

        try
        {
            // A ref that git packs meanwhile is in one of the two at any time: the loose ones are read first.
            var loose = ReadLoose(Path.Combine(directory, "refs", "heads"));
            var tips = ReadPacked(Path.Combine(directory, "packed-refs"));
            foreach (var (name, tip) in loose)
            {
                tips[name] = tip;
            }

            return tips.Values.All(t => t.Length == IdLength) ? tips : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static List<(string Name, string Tip)> ReadLoose(string heads) =>
    [
        .. (Directory.Exists(heads) ? Directory.EnumerateFiles(heads, "*", SearchOption.AllDirectories) : [])
            .Where(f => !f.EndsWith(".lock", StringComparison.Ordinal))
            .Select(f => (Path.GetRelativePath(heads, f).Replace('\\', '/'), File.ReadAllText(f).Trim())),
    ];

    private static Dictionary<string, string> ReadPacked(string file) => (File.Exists(file) ? File.ReadAllLines(file) : [])
        .Where(l => l.Length > IdLength + Heads.Length && l.AsSpan(IdLength + 1).StartsWith(Heads, StringComparison.Ordinal))
        .ToDictionary(l => l[(IdLength + 1 + Heads.Length)..], l => l[..IdLength], StringComparer.Ordinal);
}
