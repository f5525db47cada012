using System.Collections.Immutable;
using Harness.Changes;
using Harness.Trees;

namespace Harness.Git;

/// <summary>Finds the contributors that the commits of a change name.</summary>
internal static class CommitIdentities
{
    // More commits than anyone reviews at once. Beyond it, the search fails instead of omitting contributors.
    private const int MaximumCommits = 100_000;
    private const string Format = "--format=%H%x00%an <%ae>%x00%cn <%ce>%x00%B";
    private const int FieldCount = 4;

    /// <summary>Returns the authors, committers and co-authors of the commits that only the head has, each once, newest commit first.</summary>
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

    private static IEnumerable<IdentityClaim> ToClaims(string[] commit) =>
        CommitClaims.Find($"commit {new CommitId(commit[0]).Short}", commit[1], commit[2], commit[3]);
}
