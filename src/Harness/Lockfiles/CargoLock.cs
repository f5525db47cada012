using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Text;
using Harness.Toml;
using Harness.Trees;

namespace Harness.Lockfiles;

/// <summary>What a Cargo.lock says, versions 1 to 4, its dependencies resolved.</summary>
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

    /// <summary>What Cargo would not have written: a package twice, a dependency that no package is. With any of these nothing can be said of the file.</summary>
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
    /// <param name="path">Where it would be.</param>
    public static CargoLock Absent(RepoPath path) => new(SourceText.From(path, ReadOnlyMemory<byte>.Empty), 4, [], []);

    /// <summary>Returns the package of an id, or <see langword="null"/> if there is none.</summary>
    /// <param name="id">The id.</param>
    public LockedPackage? Find(LockedId id) => byId.GetValueOrDefault(id);

    /// <summary>Returns the packages of a name, in the order of the file.</summary>
    /// <param name="name">The name.</param>
    public IEnumerable<LockedPackage> FindAll(string name) => byName[name];

    /// <summary>
    /// What is reached from some packages, these included. The way does not go on through packages of the tree: what these depend on
    /// their own manifests say.
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
