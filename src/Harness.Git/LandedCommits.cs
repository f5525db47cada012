using System.Text;
using Harness.Changes;
using Harness.Trees;

namespace Harness.Git;

/// <summary>The commits of a target along first parents, read from the output of <c>git log --raw</c> while it runs.</summary>
internal sealed class LandedCommits(ScratchRepository scratch, CommitId tip, HistoryLimits limits, CancellationToken cancellation)
{
    private const int MaximumVersions = 300;

    /// <summary>
    /// Determines whether a change reverts whole commits, each the last one at its paths. If there are several, nothing may be deleted, because an
    /// addition would disappear silently. Messages then have to name them.
    /// </summary>
    /// <param name="files">The change.</param>
    public bool IsUndoneBy(ChangeSet files)
    {
        var open = files.Files.ToDictionary(f => f.Path.Value, StringComparer.Ordinal);
        var undone = 0;
        foreach (var commit in Read([]))
        {
            if (commit.Entries.Exists(e => open.ContainsKey(e.Path)))
            {
                if (commit.IsFirst || !commit.Entries.TrueForAll(e => open.Remove(e.Path, out var file) && (file.Before, file.After) == (e.After, e.Before)))
                {
                    return false;
                }

                undone++;
            }

            if (open.Count == 0)
            {
                return undone == 1 || (undone > 1 && files.Files.All(f => f.After.Exists));
            }
        }

        return false;
    }

    /// <summary>Finds the ids of earlier contents of a path, newest first.</summary>
    /// <param name="path">The path.</param>
    public IEnumerable<string> FindVersions(RepoPath path) => Read([$"--max-count={MaximumVersions}", "--", path.Value])
        .SelectMany(c => c.Entries).Where(e => e.Path == path.Value && e.After.Mode is EntryMode.File or EntryMode.Executable).Select(e => e.After.ObjectId).Distinct(StringComparer.Ordinal);

    private IEnumerable<Landed> Read(string[] more)
    {
        var command = scratch.Command(
            ["log", "-z", "-r", "--first-parent", "--diff-merges=first-parent", "--root", "--raw", "--no-abbrev", "--no-renames", "--no-show-signature", "--ignore-submodules=none", "--format=%H %P",
                .. more is [var count, ..] ? [count] : new[] { $"--max-count={limits.MaximumCommits}" }, tip.Value, .. more.Skip(1)]) with { Limit = limits.MaximumTime };
        using var process = GitProcess.Start(command, cancellation);
        process.Input.Close();
        foreach (var (commit, isLast) in Read(new FieldReader(process.Output)))
        {
            // If git was cut off, the last commit may be incomplete.
            if (!isLast || HasEnded(process))
            {
                yield return commit;
            }
        }
    }

    private static bool HasEnded(GitProcess process)
    {
        try
        {
            return process.Wait().ExitCode == 0;
        }
        catch (GitException)
        {
            return false;
        }
    }

    // Each commit has a header, followed by pairs of ":modes ids status" and path, the first with a line break before it.
    private static IEnumerable<(Landed Commit, bool IsLast)> Read(FieldReader fields)
    {
        Landed? commit = null;
        while (fields.Read() is { } field)
        {
            var text = field.TrimStart('\n');
            if (text.StartsWith(':') && text[1..].Split(' ') is { Length: >= 5 } raw && fields.Read() is { } path)
            {
                commit?.Entries.Add((path, ToVersion(raw[0], raw[2]), ToVersion(raw[1], raw[3])));
            }
            else if (text.Length > 0)
            {
                if (commit is not null)
                {
                    yield return (commit, false);
                }

                commit = new Landed(!text.TrimEnd().Contains(' ', StringComparison.Ordinal), []);
            }
        }

        if (commit is not null)
        {
            yield return (commit, true);
        }
    }

    // The mode of an absent path is all zeros.
    private static FileVersion ToVersion(string mode, string id) =>
        TreeObject.ToMode(Encoding.ASCII.GetBytes(mode)) is { } known ? new FileVersion(known, id) : FileVersion.Absent;

    // Nothing precedes the first commit, or the oldest of a shallow clone, so there is nothing to return to.
    private sealed record Landed(bool IsFirst, List<(string Path, FileVersion Before, FileVersion After)> Entries);
}
