using System.Globalization;

namespace Harness.GitHubServer.Git;

/// <summary>Merges as GitHub makes them, without a working tree.</summary>
/// <param name="git">The repository.</param>
internal sealed class Merging(GitRepository git)
{
    /// <summary>A commit that merges two, or <see langword="null"/> where they conflict.</summary>
    public string? Merge(string onto, string head, string message, GitPerson author) =>
        MergedTree(onto, head) is { } tree ? Commit(tree, [onto, head], message, author, Service(author.At)) : null;

    /// <summary>One commit with all that a head brings, or <see langword="null"/> where it conflicts.</summary>
    public string? Squash(string onto, string head, string message, GitPerson author) =>
        MergedTree(onto, head) is { } tree ? Commit(tree, [onto], message, author, Service(author.At)) : null;

    /// <summary>The commits of a head, each made anew on another commit, or <see langword="null"/> where one conflicts.</summary>
    /// <remarks>Merges are left out, and so is what brings nothing any more.</remarks>
    public string? Rebase(string onto, string head, GitPerson committer)
    {
        var tip = GitCommit.Read(git, onto);
        foreach (var commit in GitCommit.Range(git, onto, head).Where(c => c.Parents.Length == 1))
        {
            if (PickedTree(tip, commit) is not { } tree)
            {
                return null;
            }

            if (tree != tip.Tree)
            {
                tip = GitCommit.Read(git, Commit(tree, [tip.Id], commit.Message, commit.Author, committer));
            }
        }

        return tip.Id;
    }

    private static GitPerson Service(DateTimeOffset at) => new("GitHub", "noreply@github.com", at);

    // A commit with the tip's tree on the picked commit's parent makes that parent the merge base.
    private string? PickedTree(GitCommit tip, GitCommit commit) =>
        MergedTree(Commit(tip.Tree, [commit.Parents[0]], "", Service(default), Service(default)), commit.Id);

    private string? MergedTree(string one, string other)
    {
        var (exitCode, output) = git.Try("merge-tree", "--write-tree", "--allow-unrelated-histories", one, other);
        return exitCode == 0 ? output.Split('\n')[0] : null;
    }

    private string Commit(string tree, string[] parents, string message, GitPerson author, GitPerson committer) => git.Run(
        ["commit-tree", tree, .. parents.SelectMany(p => new[] { "-p", p }), "-F", "-"],
        message,
        new Dictionary<string, string>
        {
            ["GIT_AUTHOR_NAME"] = author.Name,
            ["GIT_AUTHOR_EMAIL"] = author.Email,
            ["GIT_AUTHOR_DATE"] = Date(author.At),
            ["GIT_COMMITTER_NAME"] = committer.Name,
            ["GIT_COMMITTER_EMAIL"] = committer.Email,
            ["GIT_COMMITTER_DATE"] = Date(committer.At),
        });

    // Git refuses times before 1970; the commits that carry such a time are thrown away.
    private static string Date(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"@{Math.Max(0, at.ToUnixTimeSeconds())} ")
        + at.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);
}
