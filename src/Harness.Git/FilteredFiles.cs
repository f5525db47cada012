using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Harness.Trees;

namespace Harness.Git;

/// <summary>
/// Files that git stores in another form than on disk, through a program in the user's configuration. The program does not run here. Files that the
/// index knows as unchanged are unchanged, LFS pointers are computed, and the rest is reported as not comparable.
/// </summary>
/// <param name="run">Runs git on the copy of the index, in the working tree.</param>
/// <param name="index">The copy of the index.</param>
/// <param name="top">The top of the working tree.</param>
internal sealed class FilteredFiles(Func<ImmutableArray<string>, ReadOnlyMemory<byte>, GitOutcome> run, string index, string top)
{
    private readonly DateTime indexTime = File.Exists(index) ? File.GetLastWriteTimeUtc(index) : DateTime.MinValue;

    /// <summary>
    /// Adds the pointers of LFS to the index, and returns the files that remain as in the index.
    /// </summary>
    /// <param name="names">The names of the working tree, without links and deleted files.</param>
    /// <param name="drivers">The filters that are configured.</param>
    /// <exception cref="GitException">A file cannot be compared.</exception>
    public HashSet<PathKey> Settle(IReadOnlyCollection<byte[]> names, FilterDrivers drivers)
    {
        var filtered = FindFiltered(names, drivers);
        if (filtered.Count == 0)
        {
            return [];
        }

        var tracked = ListNames(["ls-files", "-z", "--cached"]);
        var dirty = ListNames(["diff-files", "-z", "--name-only", "--ignore-submodules=all"]);
        var settled = new HashSet<PathKey>();
        var (pointers, others) = (new List<(PathKey Path, string Pointer)>(), new List<PathKey>());
        foreach (var (path, driver) in filtered)
        {
            if (tracked.Contains(path) && !dirty.Contains(path))
            {
                settled.Add(path);
            }
            else if (drivers.IsLfs(driver))
            {
                if (LfsPointer.Create(FullPath(path)) is { } pointer)
                {
                    pointers.Add((path, pointer));
                    settled.Add(path);
                }
            }
            else if (tracked.Contains(path))
            {
                others.Add(path);
            }
        }

        settled.UnionWith(RequireUnchanged(others));
        Store(pointers);
        return settled;
    }

    private Dictionary<PathKey, string> FindFiltered(IReadOnlyCollection<byte[]> names, FilterDrivers drivers)
    {
        var found = new Dictionary<PathKey, string>();
        var fields = Fields(["check-attr", "-z", "--stdin", "filter"], Join(names));
        for (var i = 0; i + 2 < fields.Count; i += 3)
        {
            if (Encoding.UTF8.GetString(fields[i + 2]) is var driver && drivers.Contains(driver))
            {
                found[new PathKey(PathBytes.ToText(fields[i]))] = driver;
            }
        }

        return found;
    }

    // Git uses whole seconds, so it compares files from the second of the index's own time by content, through the filter. The finer times usually
    // decide: the file has the time that the index recorded, and that is before the index's own.
    private List<PathKey> RequireUnchanged(List<PathKey> paths)
    {
        if (paths.Count == 0)
        {
            return paths;
        }

        File.SetLastWriteTimeUtc(index, indexTime.AddSeconds(1));
        var dirty = ListNames(["diff-files", "-z", "--name-only", "--ignore-submodules=all"]);
        File.SetLastWriteTimeUtc(index, indexTime);
        var times = ReadTimes();
        var unknown = paths.Where(p => dirty.Contains(p) || !IsSettled(p, times)).Select(p => p.Text).Order(StringComparer.Ordinal).ToArray();
        return unknown.Length == 0 ? paths : throw new GitException(
            $"'{unknown[0]}'{(unknown.Length > 1 ? $" and {unknown.Length - 1} more" : "")} cannot be compared: git stores it by a filter of your configuration, which does not run here; run 'git status', or 'git add' it if it changed");
    }

    private bool IsSettled(PathKey path, Dictionary<PathKey, long> times)
    {
        var now = File.GetLastWriteTimeUtc(FullPath(path));
        return times.TryGetValue(path, out var remembered) && (now - DateTime.UnixEpoch).Ticks == remembered && now < indexTime;
    }

    // The only way to read them. Each name is followed by five lines.
    private Dictionary<PathKey, long> ReadTimes()
    {
        var times = new Dictionary<PathKey, long>();
        var output = run(["ls-files", "-z", "--debug"], default).Output.AsSpan();
        while (output.IndexOf((byte)0) is > 0 and var end)
        {
            var path = new PathKey(PathBytes.ToText(output[..end]));
            output = output[(end + 1)..];
            for (var line = 0; line < 5 && output.IndexOf((byte)'\n') is >= 0 and var lineEnd; line++)
            {
                if (Encoding.ASCII.GetString(output[..lineEnd]).Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries) is ["mtime", var seconds, var nanoseconds]
                    && long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && long.TryParse(nanoseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var part))
                {
                    times[path] = (whole * TimeSpan.TicksPerSecond) + (part / 100);
                }

                output = output[(lineEnd + 1)..];
            }
        }

        return times;
    }

    private void Store(List<(PathKey Path, string Pointer)> pointers)
    {
        if (pointers.Count == 0)
        {
            return;
        }

        using var entries = new MemoryStream();
        foreach (var (path, pointer) in pointers)
        {
            var stored = run(["hash-object", "-w", "--no-filters", "--stdin"], Encoding.UTF8.GetBytes(pointer));
            if (stored.ExitCode != 0)
            {
                throw new GitException($"git cannot write to the temporary directory: {stored.Complaint}");
            }

            entries.Write(Encoding.ASCII.GetBytes($"{ModeOf(FullPath(path))} {stored.Text}\t"));
            entries.Write(PathBytes.FromText(path.Text));
            entries.WriteByte(0);
        }

        if (run(["update-index", "-z", "--index-info"], entries.ToArray()) is { ExitCode: not 0 } refused)
        {
            throw new GitException($"git cannot read the working tree: {refused.Complaint}");
        }
    }

    private static string ModeOf(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & UnixFileMode.UserExecute) != 0 ? "100755" : "100644";

    private string FullPath(PathKey path) => Path.Join(top, path.Text);

    private HashSet<PathKey> ListNames(ImmutableArray<string> arguments) => [.. Fields(arguments, default).Select(f => new PathKey(PathBytes.ToText(f)))];

    private List<byte[]> Fields(ImmutableArray<string> arguments, ReadOnlyMemory<byte> input)
    {
        var outcome = run(arguments, input);
        if (outcome.ExitCode != 0)
        {
            throw new GitException($"git cannot read the working tree: {outcome.Complaint}");
        }

        var fields = new List<byte[]>();
        foreach (var range in outcome.Output.AsSpan().Split((byte)0))
        {
            fields.Add(outcome.Output[range]);
        }

        fields.RemoveAt(fields.Count - 1);
        return fields;
    }

    private static byte[] Join(IEnumerable<byte[]> names)
    {
        using var bytes = new MemoryStream();
        foreach (var name in names)
        {
            bytes.Write(name);
            bytes.WriteByte(0);
        }

        return bytes.ToArray();
    }
}

/// <summary>A path of the working tree, compared by its text.</summary>
/// <param name="Text">The path, in which a byte that is not UTF-8 is a lone surrogate.</param>
internal readonly record struct PathKey(string Text);
