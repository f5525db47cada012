using System.Globalization;

namespace Harness.GitHubServer.Git;

/// <summary>What a commit says of itself.</summary>
internal sealed record GitCommit(string Id, string Tree, string[] Parents, GitPerson Author, GitPerson Committer, string Message)
{
    private const int Fields = 10;
    private const string Format = "--format=%H%x00%T%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B";

    /// <summary>Reads one commit.</summary>
    public static GitCommit Read(GitRepository git, string commit) => Read(git, ["-1", "--end-of-options", commit]).Single();

    /// <summary>Reads the commits of a range, the oldest first.</summary>
    public static IReadOnlyList<GitCommit> Range(GitRepository git, string from, string to) =>
        Read(git, ["--reverse", "--topo-order", "--end-of-options", to, $"^{from}"]);

    private static List<GitCommit> Read(GitRepository git, string[] what) =>
        [.. git.Run(["log", "-z", Format, .. what]).Split('\0').Chunk(Fields).Where(f => f.Length == Fields).Select(From)];

    private static GitCommit From(string[] fields) => new(
        fields[0],
        fields[1],
        fields[2].Split(' ', StringSplitOptions.RemoveEmptyEntries),
        new(fields[3], fields[4], Time(fields[5])),
        new(fields[6], fields[7], Time(fields[8])),
        fields[9].TrimEnd('\n'));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>Who wrote or committed, and when.</summary>
internal sealed record GitPerson(string Name, string Email, DateTimeOffset At);
