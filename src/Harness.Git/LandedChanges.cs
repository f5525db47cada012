using System.Collections.Immutable;
using System.Globalization;
using Harness.Trees;

namespace Harness.Git;

/// <summary>The first-parent history of a branch.</summary>
internal static class LandedChanges
{
    private const int FieldCount = 5;

    /// <summary>Reads it by <c>git log</c>.</summary>
    /// <exception cref="GitException">It cannot be read.</exception>
    public static ImmutableArray<LandedChange> Read(ScratchRepository scratch, ImmutableArray<string> range, CancellationToken cancellation)
    {
        var outcome = scratch.Run(["log", "-z", "--first-parent", "--no-show-signature", "--no-notes", "--encoding=UTF-8", "--format=%H%x00%P%x00%s%x00%an%x00%ct", .. range], cancellation);
        if (outcome.ExitCode != 0)
        {
            throw new GitException($"git cannot read the history: {outcome.Complaint}");
        }

        var commits = PathBytes.ToText(outcome.Output).Split('\0').Chunk(FieldCount).Where(c => c.Length == FieldCount && c[1].Length > 0);
        return [.. commits.Select(c => ToChange(c[0], c[1].Split(' '), c))];
    }

    private static LandedChange ToChange(string id, string[] parents, string[] fields) =>
        new(new CommitId(parents[0]), new CommitId(id), parents.Length > 1 ? new CommitId(parents[1]) : null, fields[2], fields[3], ToDate(fields[4]));

    // A commit may state any time.
    private static DateOnly ToDate(string seconds) =>
        long.TryParse(seconds, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time) && time is >= 0 and < 253402300800
            ? DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(time).UtcDateTime) : DateOnly.MinValue;
}
