using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Text;
using Harness.Toml;
using Harness.Trees;

namespace Harness.Lockfiles;

/// <summary>A Cargo.lock of version 1 to 4, with its dependencies resolved.</summary>
internal sealed class CargoLock
{
    private readonly Dictionary<LockedId, LockedPackage> byId;
    private readonly ILookup<string, LockedPackage> byName;

    internal CargoLock(SourceText text, int version, ImmutableArray<LockedPackage> packages, ImmutableArray<LockProblem> faults)
    {
        Text = text;
        Version = version;
        Packages = packages;
        Faults = faults;
        byId = packages.DistinctBy(p => p.Id).ToDictionary(p => p.Id);
        byName = packages.ToLookup(p => p.Id.Name, StringComparer.Ordinal);
    }

    /// <summary>The file's text.</summary>
    public SourceText Text { get; }

    /// <summary>The version of the format, 1 to 4.</summary>
    public int Version { get; }

    /// <summary>The packages, in the order of the file.</summary>
    public ImmutableArray<LockedPackage> Packages { get; }

    /// <summary>
    /// The content that Cargo would not have written, such as a duplicate package or a dependency on a missing package. With any of these, the file
    /// cannot be judged.
    /// </summary>
    public ImmutableArray<LockProblem> Faults { get; }

    /// <summary>Reads a lock file. Total: broken TOML is HRN0002, all else is among the <see cref="Faults"/>.</summary>
    /// <param name="text">The file's text.</param>
    public static Parsed<CargoLock> Parse(SourceText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var document = TomlDocument.Parse(text);
        return document.Diagnostics.IsEmpty
            ? new(new CargoLockReader(text).Read(document.Value), [])
            : new(new CargoLock(text, 4, [], []), document.Diagnostics);
    }

    /// <summary>Returns the lock file that is not there: one without packages.</summary>
    /// <param name="path">The path that it would have.</param>
    public static CargoLock Absent(RepoPath path) => new(SourceText.From(path, ReadOnlyMemory<byte>.Empty), 4, [], []);

    /// <summary>Returns the package of an id, or <see langword="null"/> if there is none.</summary>
    /// <param name="id">The id.</param>
    public LockedPackage? Find(LockedId id) => byId.GetValueOrDefault(id);

    /// <summary>Returns the packages of a name, in the order of the file.</summary>
    /// <param name="name">The name.</param>
    public IEnumerable<LockedPackage> FindAll(string name) => byName[name];

    /// <summary>
    /// Returns the packages that are reachable from some packages, including these. Paths do not continue through packages of the tree, because their
    /// own manifests declare their dependencies.
    /// </summary>
    internal HashSet<LockedId> Reach(IEnumerable<LockedId> from)
    {
        var starts = from.ToHashSet();
        var seen = new HashSet<LockedId>();
        var todo = new Stack<LockedId>(starts);
        while (todo.TryPop(out var id))
        {
            if (Find(id) is not { } package || !seen.Add(id) || (package.IsLocal && !starts.Contains(id)))
            {
                continue;
            }

            foreach (var reference in package.Dependencies)
            {
                todo.Push(reference.Target);
            }
        }

        return seen;
    }
}
