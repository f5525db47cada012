using System.Text.RegularExpressions;
using Harness.Trees;

namespace Harness.Git;

/// <summary>
/// Computes the tip with all commits reverted that the messages of a head name, as <c>git revert</c> writes them. The messages only suggest them. The
/// commits must be in the tip, and git's own merge reverts them.
/// </summary>
internal sealed partial class NamedReverts(ScratchRepository scratch, ObjectReader reader, CommitId tip, CommitId head, CancellationToken cancellation)
{
    private const int MaximumCommits = 1_000;
    private const int MaximumReverts = 50;

    /// <summary>Returns the id of the tree, or <see langword="null"/> if no commit is named or not all can be reverted.</summary>
    public string? Apply()
    {
        try
        {
            var named = Named();
            var (revert, current) = (new LandedRevert(scratch.Path, cancellation), tip);
            foreach (var landed in named)
            {
                current = new CommitId(revert.Commit(landed, current, "undone"));
            }

            return named.Count == 0 ? null : reader.GetTreeId(current.Value);
        }
        catch (GitException)
        {
            // It conflicts, or a commit is missing.
            return null;
        }
    }

    private List<LandedChange> Named()
    {
        var outcome = scratch.Run(
            ["log", "-z", "--reverse", "--topo-order", $"--max-count={MaximumCommits}", "--no-show-signature", "--no-notes", "--encoding=UTF-8", "--format=%B", head.Value, "--not", tip.Value], cancellation);
        if (outcome.ExitCode != 0)
        {
            throw new GitException($"git cannot read the commits of '{tip.Short}..{head.Short}': {outcome.Complaint}");
        }

        var names = Sentence().Matches(PathBytes.ToText(outcome.Output));
        return names.Count > MaximumReverts ? [] : [.. names.Select(ToLanded)];
    }

    private LandedChange ToLanded(Match name)
    {
        var commit = new CommitId(name.Groups["commit"].Value);
        var parents = reader.GetParents(commit.Value);
        var parent = name.Groups["parent"] is { Success: true } written ? parents.FirstOrDefault(p => p.Value == written.Value) : parents.Length == 1 ? parents[0] : default;
        return parent.Value is { Length: > 0 } && IsInTip(commit) ? new LandedChange(parent, commit, null, "", "", DateOnly.MinValue)
            : throw new GitException($"'{commit.Short}' is not a commit of the target that can be undone");
    }

    private bool IsInTip(CommitId commit) => scratch.Run(["merge-base", "--is-ancestor", commit.Value, tip.Value], cancellation).ExitCode == 0;

    [GeneratedRegex(@"^This reverts commit (?<commit>[0-9a-f]{64}|[0-9a-f]{40})(?:,\s+reversing\s+changes\s+made\s+to\s+(?<parent>[0-9a-f]{64}|[0-9a-f]{40}))?\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Sentence();
}
