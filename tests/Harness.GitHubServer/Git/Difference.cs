using System.Globalization;

namespace Harness.GitHubServer.Git;

/// <summary>What differs between two trees, file by file in the order of paths, as git shows it.</summary>
internal static class Difference
{
    private static readonly string[] Common = ["diff", "--no-color", "--no-ext-diff", "--no-textconv", "-M", "--diff-algorithm=myers"];

    /// <summary>Reads the difference.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="from">The old side.</param>
    /// <param name="to">The new side.</param>
    /// <param name="largest">The length of the longest patch that is shown.</param>
    public static IReadOnlyList<FileChange> Read(GitRepository git, string from, string to, int largest)
    {
        var raw = new Queue<string>(git.Run([.. Common, "--raw", "--no-abbrev", "-z", from, to]).Split('\0', StringSplitOptions.RemoveEmptyEntries));
        var counts = new Queue<string>(git.Run([.. Common, "--numstat", "-z", from, to]).Split('\0'));
        var patches = new Queue<string>(Sections(git.Run([.. Common, "-U3", from, to])));
        var changes = new List<FileChange>();
        while (raw.Count > 0)
        {
            changes.Add(Next(raw, counts, patches, largest));
        }

        return changes;
    }

    private static FileChange Next(Queue<string> raw, Queue<string> counts, Queue<string> patches, int largest)
    {
        var fields = raw.Dequeue().Split(' ');
        var kind = fields[4][0];
        var first = raw.Dequeue();
        var second = kind is 'R' or 'C' ? raw.Dequeue() : null;
        var (additions, deletions) = Counts(counts);

        // What becomes another type of file is shown by git as one file that goes and one that comes.
        var patch = kind == 'T' ? Hunks(patches.Dequeue()) + Hunks(patches.Dequeue()) : Hunks(patches.Dequeue());
        return new(
            Status(kind),
            kind == 'D' ? fields[2] : fields[3],
            second ?? first,
            second is null ? null : first,
            additions,
            deletions,
            patch.Length == 0 || patch.Length > largest ? null : patch);
    }

    private static (int Additions, int Deletions) Counts(Queue<string> counts)
    {
        var fields = counts.Dequeue().Split('\t', 3);
        if (fields[2].Length == 0)
        {
            // The paths of a rename follow as fields of their own.
            counts.Dequeue();
            counts.Dequeue();
        }

        return fields[0] == "-" ? (0, 0)
            : (int.Parse(fields[0], CultureInfo.InvariantCulture), int.Parse(fields[1], CultureInfo.InvariantCulture));
    }

    private static string Status(char kind) => kind switch
    {
        'A' => "added",
        'D' => "removed",
        'R' => "renamed",
        'C' => "copied",
        'T' => "changed",
        _ => "modified",
    };

    private static string[] Sections(string patch) =>
        ("\n" + patch).Split("\ndiff --git ", StringSplitOptions.RemoveEmptyEntries);

    private static string Hunks(string section)
    {
        var at = section.IndexOf("\n@@ ", StringComparison.Ordinal);
        return at < 0 ? "" : section[(at + 1)..].TrimEnd('\n');
    }
}
