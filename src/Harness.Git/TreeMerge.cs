using System.Collections.Immutable;
using Harness.Trees;

namespace Harness.Git;

/// <summary>
/// Git's own merge of two commits, without drivers or attributes, so that it gives the same result on every machine.
/// </summary>
internal sealed class TreeMerge(ScratchRepository scratch, ObjectReader reader, CancellationToken cancellation)
{
    private const int MostPathsNamed = 3;

    // A branch is seldom longer. Asking git takes as long as reading some hundreds of commits.
    private const int NearCommits = 200;

    /// <summary>Returns the id of the merge's tree.</summary>
    public string Merge(CommitId target, CommitId head)
    {
        if (reader.IsNearAncestor(target, head, NearCommits))
        {
            return reader.GetTreeId(head.Value);
        }

        var bases = new MergeBases(scratch, cancellation).Find(target, head);
        return bases.Length == 1 && bases[0] == target ? reader.GetTreeId(head.Value)
            : bases.Length == 1 && bases[0] == head ? reader.GetTreeId(target.Value)
            : MergeTrees(target, head, bases);
    }

    private string MergeTrees(CommitId target, CommitId head, ImmutableArray<CommitId> bases)
    {
        foreach (var commit in ImmutableArray.Create([target, head, .. bases]))
        {
            reader.CheckBounds(reader.GetTreeId(commit.Value));
        }

        var outcome = scratch.Run(["merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", target.Value, head.Value], cancellation);
        var parts = outcome.Output.AsSpan();
        var names = new List<string>();
        foreach (var range in parts.Split((byte)0))
        {
            names.Add(PathBytes.ToText(parts[range]));
        }

        return outcome.ExitCode == 0 && CommitId.IsWhole(names[0]) ? names[0]
            : outcome.ExitCode == 1 && CommitId.IsWhole(names[0]) ? throw Conflict(target, head, [.. names.Skip(1).Where(n => n.Length > 0)])
            : throw new GitException($"git cannot merge '{head.Short}' into '{target.Short}': {outcome.Complaint}{Cure(outcome)}");
    }

    // Nothing is fetched while a change is judged, so a merge that needs the lines of a file must have it.
    private static string Cure(GitOutcome outcome) => outcome.Error.Contains("unable to read", StringComparison.Ordinal) || outcome.Error.Contains("missing", StringComparison.Ordinal)
        ? "; in a partial clone run 'git fetch --refetch --no-filter' first" : "";

    private static GitException Conflict(CommitId target, CommitId head, ImmutableArray<string> paths)
    {
        var named = string.Join(", ", paths.Take(MostPathsNamed).Select(p => $"'{p}'"));
        var more = paths.Length > MostPathsNamed ? $" and {paths.Length - MostPathsNamed} more" : "";
        return new GitException($"'{head.Short}' conflicts with '{target.Short}' in {named}{more}: rebase first") { IsConflict = true };
    }
}
