using System.Text;
using Harness.Changes;

namespace Harness.Git;

/// <summary>What commits changed at some paths, read from <c>git log --raw</c> while it is written.</summary>
internal sealed class HistoryWalk
{
    private readonly HashSet<string> paths;
    private readonly HashSet<(string Path, FileVersion Version)> seen = [];
    private readonly int maximumCommits;
    private int commits;
    private bool isRoot;

    private HistoryWalk(HashSet<string> paths, int maximumCommits)
    {
        this.paths = paths;
        this.maximumCommits = maximumCommits;
    }

    /// <summary>What stood at the paths in some commit of the walk.</summary>
    public IReadOnlySet<(string Path, FileVersion Version)> Seen => seen;

    /// <summary>Why the walk is not whole.</summary>
    public string? Incomplete { get; private set; }

    /// <summary>Walks from a commit to its ancestors.</summary>
    /// <param name="scratch">Where the objects are.</param>
    /// <param name="tip">The commit.</param>
    /// <param name="files">The paths that are asked about.</param>
    /// <param name="limits">How far to go.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static HistoryWalk From(ScratchRepository scratch, CommitId tip, ChangeSet files, HistoryLimits limits, CancellationToken cancellation)
    {
        var walk = new HistoryWalk(files.Files.Select(f => f.Path.Value).ToHashSet(StringComparer.Ordinal), limits.MaximumCommits);
        var command = scratch.Command(
            ["log", "-z", "-r", "-m", "--root", "--raw", "--no-abbrev", "--no-renames", "--no-show-signature", "--ignore-submodules=none", "--format=%H %P",
                $"--max-count={limits.MaximumCommits + 1}", tip.Value]) with { Limit = limits.MaximumTime };
        using var process = GitProcess.Start(command, cancellation);
        process.Input.Close();
        walk.Read(new FieldReader(process.Output));
        walk.Finish(process, scratch, limits, cancellation);
        return walk;
    }

    // A header once for each parent of a merge; then pairs of ":modes ids status" and path, the first with a line break before it.
    private void Read(FieldReader fields)
    {
        string? last = null;
        while (fields.Read() is { } field)
        {
            var text = field.TrimStart('\n');
            if (text.StartsWith(':'))
            {
                Note(text[1..].Split(' '), fields.Read());
            }
            else if (text.Length > 0 && text != last)
            {
                (last, isRoot) = (text, !text.TrimEnd().Contains(' ', StringComparison.Ordinal));
                if (++commits > maximumCommits)
                {
                    return;
                }
            }
        }
    }

    // Nothing came before the first commit, so there "absent" is not what an ancestor had.
    private void Note(string[] raw, string? path)
    {
        if (path is null || raw.Length < 5 || !paths.Contains(path))
        {
            return;
        }

        seen.Add((path, ToVersion(raw[1], raw[3])));
        if (!isRoot)
        {
            seen.Add((path, ToVersion(raw[0], raw[2])));
        }
    }

    // The mode of what is not there is all zeros.
    private static FileVersion ToVersion(string mode, string id) =>
        TreeObject.ToMode(Encoding.ASCII.GetBytes(mode)) is { } known ? new FileVersion(known, id) : FileVersion.Absent;

    private void Finish(GitProcess process, ScratchRepository scratch, HistoryLimits limits, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (commits > maximumCommits)
        {
            Incomplete = $"the history was read back through {maximumCommits} commits only";
            return;
        }

        try
        {
            var (exitCode, error) = process.Wait();
            Incomplete = exitCode == 0 ? scratch.IsShallow ? "the history is cut off: the clone is shallow" : null
                : $"the history could not be read to its end: {new GitOutcome(exitCode, [], error).Complaint}";
        }
        catch (GitException)
        {
            Incomplete = $"the history was read for {limits.MaximumTime.TotalSeconds:0} seconds only";
        }
    }
}
