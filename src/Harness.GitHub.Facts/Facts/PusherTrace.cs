using System.Collections.Immutable;

namespace Harness.GitHub.Facts;

/// <summary>The accounts that pushed the commits of a branch, as far as the branch's movements show.</summary>
/// <param name="Logins">The accounts.</param>
/// <param name="Gap">The part that the movements do not explain, in words, or <see langword="null"/> if they explain the head.</param>
internal sealed record PusherTrace(ImmutableArray<string> Logins, string? Gap)
{
    /// <summary>
    /// Follows the movements back from a head. Everyone who moved the branch since its creation counts. A branch may have been deleted and created
    /// again with earlier commits. Whoever moved it before then also counts if it held any of the proposed commits.
    /// </summary>
    /// <param name="moves">The movements, the newest first.</param>
    /// <param name="isWhole">A value that indicates whether no older movements exist.</param>
    /// <param name="head">The id of the commit that is proposed.</param>
    /// <param name="proposed">The ids of the commits that are proposed, the head among them.</param>
    public static PusherTrace Follow(IReadOnlyList<BranchMove> moves, bool isWhole, string head, IReadOnlySet<string> proposed)
    {
        // Movements after the head, such as its deletion, do not matter.
        var start = moves.TakeWhile(m => m.IsDeletion || m.After != head).Count();
        if (start == moves.Count)
        {
            return new PusherTrace([], $"no push to {CommitText.Short(head)} is listed");
        }

        var lives = Split(moves.Skip(start));
        var counted = lives.Where((life, i) => i == 0 || life.Exists(m => proposed.Contains(m.After) || proposed.Contains(m.Before))).ToArray();
        var movers = counted.SelectMany(l => l).Where(m => !m.IsDeletion).ToArray();
        var gap = counted.Select(l => FindGap(l, proposed)).FirstOrDefault(g => g is not null)
            ?? (Array.Exists(movers, m => m.Login is null) ? "an account that is gone has pushed" : null)
            ?? (isWhole ? null : "it has moved more often than GitHub lists at once");
        return new PusherTrace([.. movers.Select(m => m.Login).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)], gap);
    }

    // Splits the movements at each creation of the branch, last period first. A deletion belongs to the period that it ended.
    private static List<List<BranchMove>> Split(IEnumerable<BranchMove> moves)
    {
        var lives = new List<List<BranchMove>> { new() };
        foreach (var move in moves)
        {
            if (lives[^1].Count > 0 && (move.IsDeletion || lives[^1][^1].IsCreation))
            {
                lives.Add([]);
            }

            lives[^1].Add(move);
        }

        return lives;
    }

    // A commit that the branch was at is explained by the movement that led there, or by not being proposed.
    private static string? FindGap(List<BranchMove> life, IReadOnlySet<string> proposed)
    {
        for (var i = 0; i < life.Count; i++)
        {
            var before = life[i].Before;
            var isExplained = life[i].IsCreation || !proposed.Contains(before) || (i + 1 < life.Count && life[i + 1].After == before);
            if (!isExplained)
            {
                return $"no push to {CommitText.Short(before)} is listed";
            }
        }

        return null;
    }
}
