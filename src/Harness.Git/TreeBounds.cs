using System.Collections.Concurrent;
using System.Globalization;

namespace Harness.Git;

/// <summary>
/// Limits the extent of a tree. A few objects can name each other so that they have countless paths. Each object is read once, and its content is
/// counted wherever it is named.
/// </summary>
/// <param name="read">A function that reads the entries of a tree.</param>
internal sealed class TreeBounds(Func<string, ObjectEntry[]> read)
{
    /// <summary>The maximum depth of directories: ten times the depth of large repositories.</summary>
    public const int MaximumDepth = 256;

    /// <summary>The maximum number of files and directories in a tree. The largest public repositories have half as many.</summary>
    public const int MaximumNames = 1_000_000;

    // The maximum for all paths together: twice a million paths of the length that is usual in large repositories.
    private const long MaximumCharacters = 256L << 20;

    private const int MostShown = 120;

    private readonly ConcurrentDictionary<string, Extent> known = new(StringComparer.Ordinal);

    /// <summary>Checks a tree.</summary>
    /// <param name="id">The id of the tree.</param>
    /// <exception cref="GitException">It is too large, or a part of it cannot be read.</exception>
    public void Check(string id)
    {
        if (known.ContainsKey(id))
        {
            return;
        }

        var open = new Stack<Frame>([new Frame("", id, read(id))]);
        while (open.TryPeek(out var frame))
        {
            if (frame.Next < frame.Entries.Length)
            {
                Enter(open, frame, frame.Entries[frame.Next++]);
                continue;
            }

            open.Pop();
            var extent = known[frame.Id] = frame.Extent;
            if (open.TryPeek(out var parent))
            {
                Add(open, parent, frame.Name, extent);
            }
        }
    }

    private void Enter(Stack<Frame> open, Frame frame, ObjectEntry entry)
    {
        if (!entry.IsTree)
        {
            Add(open, frame, entry.Name, default);
        }
        else if (known.TryGetValue(entry.Id, out var extent))
        {
            Add(open, frame, entry.Name, extent);
        }
        else if (open.Count >= MaximumDepth)
        {
            throw TooDeep(open);
        }
        else
        {
            open.Push(new Frame(entry.Name, entry.Id, read(entry.Id)));
        }
    }

    private static void Add(Stack<Frame> open, Frame frame, string name, Extent below)
    {
        frame.Extent = new Extent(
            frame.Extent.Names + below.Names + 1,
            frame.Extent.Characters + below.Characters + ((below.Names + 1) * (name.Length + 1)),
            Math.Max(frame.Extent.Depth, below.Depth + 1));
        if (open.Count + frame.Extent.Depth > MaximumDepth + 1)
        {
            throw TooDeep(open);
        }

        if (frame.Extent.Names > MaximumNames || frame.Extent.Characters > MaximumCharacters)
        {
            throw new GitException(string.Create(CultureInfo.InvariantCulture,
                $"the directory '{PathOf(open)}' of the commit holds more than {MaximumNames:N0} files and directories, or longer paths than {MaximumCharacters >> 20} MiB in all: take generated or vendored files out of the commit"));
        }
    }

    private static GitException TooDeep(Stack<Frame> open) =>
        new($"the directories of the commit are nested more than {MaximumDepth} deep below '{PathOf(open)}': move them up, or take them out of the commit");

    private static string PathOf(Stack<Frame> open)
    {
        var path = string.Join('/', open.Reverse().Skip(1).Take(MostShown).Select(f => f.Name));
        return path.Length == 0 ? "." : path.Length <= MostShown ? path : path[..MostShown] + "…";
    }

    /// <summary>The extent of a directory: names below it, characters of their paths, and levels.</summary>
    private readonly record struct Extent(long Names, long Characters, int Depth);

    private sealed class Frame(string name, string id, ObjectEntry[] entries)
    {
        internal string Name => name;

        internal string Id => id;

        internal ObjectEntry[] Entries => entries;

        internal int Next { get; set; }

        internal Extent Extent { get; set; }
    }
}
