using System.Collections.Immutable;
using Harness.Changes;
using Harness.Trees;

namespace Harness.Git;

/// <summary>
/// Who had a hand in commits, as the commits say it: author, committer, and every line of a message that begins with
/// <c>Co-authored-by:</c>, wherever it stands. Anyone can write anything there, so it only adds suspects.
/// </summary>
internal static class CommitIdentities
{
    // More commits than anyone reviews at once; beyond it nobody is left out in silence.
    private const int MaximumCommits = 100_000;
    private const string Trailer = "Co-authored-by:";
    private const string Format = "--format=%H%x00%an <%ae>%x00%cn <%ce>%x00%B";
    private const int FieldCount = 4;

    /// <summary>Authors, committers and co-authors of what a head has and a target has not, each once, the newest commit first.</summary>
    /// <exception cref="GitException">The history cannot be read, or is too long.</exception>
    public static ImmutableArray<IdentityClaim> Find(ScratchRepository scratch, CommitId target, CommitId head, CancellationToken cancellation)
    {
        var outcome = scratch.Run(
            ["log", "-z", $"--max-count={MaximumCommits + 1}", "--no-show-signature", "--no-notes", "--encoding=UTF-8", Format, head.Value, "--not", target.Value],
            cancellation);
        if (outcome.ExitCode != 0)
        {
            throw new GitException($"git cannot read the commits of '{target.Short}..{head.Short}': {outcome.Complaint}");
        }

        var commits = PathBytes.ToText(outcome.Output).Split('\0').Chunk(FieldCount).Where(c => c.Length == FieldCount).ToArray();
        return commits.Length > MaximumCommits
            ? throw new GitException($"'{target.Short}..{head.Short}' has more than {MaximumCommits} commits: split the change")
            : [.. commits.SelectMany(ToClaims).DistinctBy(c => c.Name, StringComparer.Ordinal)];
    }

    private static IEnumerable<IdentityClaim> ToClaims(string[] commit)
    {
        var source = $"commit {new CommitId(commit[0]).Short}";
        return commit[1..3].Concat(CoAuthors(commit[3])).Select(name => new IdentityClaim(IdentityEvidence.Commit, name, source));
    }

    private static IEnumerable<string> CoAuthors(string message) =>
        message.Split('\n', StringSplitOptions.TrimEntries)
            .Where(l => l.StartsWith(Trailer, StringComparison.OrdinalIgnoreCase))
            .Select(l => l[Trailer.Length..].Trim())
            .Where(n => n.Length > 0);
}
