using System.Collections.Immutable;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Rights;

/// <summary>
/// Matches the packages of two trees. Packages with the same directory match, whatever their names. Otherwise, a removed and an added package match
/// if they have the same name or share most files. A name that already exists at another directory is not evidence, so two packages that swap names
/// keep their identity.
/// </summary>
internal sealed class PackagePairs
{
    // Further ones are taken for new: to hold each against each takes too long.
    private const int MaximumPairs = 256;
    private const int MaximumFiles = 2_000;
    private readonly Dictionary<RepoPath, Package> earlier = [];

    private PackagePairs(Codebase before, Codebase after)
    {
        Before = before;
        var gone = before.Packages.Where(p => after.FindPackage(p.Directory) is null).ToList();
        var moved = gone.ToLookup(p => p.Name, StringComparer.Ordinal);
        var added = new List<Package>();
        foreach (var package in after.Packages)
        {
            if (before.FindPackage(package.Directory) is { } same)
            {
                earlier.Add(package.Directory, same);
            }
            else if (moved[package.Name].Take(2).ToArray() is [var only] && gone.Remove(only))
            {
                earlier.Add(package.Directory, only);
            }
            else
            {
                added.Add(package);
            }
        }

        if (gone.Count * added.Count is > 0 and <= MaximumPairs)
        {
            PairByFiles(gone, added, before, after);
        }

        All = [.. after.Packages.Where(p => earlier.ContainsKey(p.Directory)).Select(p => (earlier[p.Directory], p))];
    }

    /// <summary>The packages of the target's tip.</summary>
    public Codebase Before { get; }

    /// <summary>The pairs, in ordinal order of their directories after.</summary>
    public ImmutableArray<(Package Before, Package After)> All { get; }

    /// <summary>Pairs the packages of two codebases.</summary>
    public static PackagePairs Between(Codebase before, Codebase after) => new(before, after);

    /// <summary>Returns the package of the target's tip that matches one of the merge result, or <see langword="null"/> for a new one.</summary>
    /// <param name="directory">Its directory in the merge result.</param>
    public Package? FindEarlier(RepoPath directory) => earlier.GetValueOrDefault(directory);

    private void PairByFiles(List<Package> gone, List<Package> added, Codebase before, Codebase after)
    {
        var old = gone.ToDictionary(p => p, p => Contents(before, p));
        foreach (var package in added)
        {
            var own = Contents(after, package);
            var best = old.Where(o => o.Value.Count > 0).Select(o => (Package: o.Key, Share: (double)o.Value.Count(f => IsIn(own, f)) / o.Value.Count))
                .OrderByDescending(o => o.Share).ThenBy(o => o.Package.Directory).FirstOrDefault();
            if (best.Package is { } found && best.Share > 0.5)
            {
                earlier.Add(package.Directory, found);
                old.Remove(found);
            }
        }
    }

    private static bool IsIn(Dictionary<string, ReadOnlyMemory<byte>> files, KeyValuePair<string, ReadOnlyMemory<byte>> file) =>
        files.TryGetValue(file.Key, out var bytes) && bytes.Span.SequenceEqual(file.Value.Span);

    // The manifest has the name in it, and a file without content is like every other.
    private static Dictionary<string, ReadOnlyMemory<byte>> Contents(Codebase codebase, Package package)
    {
        var result = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        var todo = new Stack<RepoPath>();
        todo.Push(package.Directory);
        while (todo.TryPop(out var directory) && result.Count < MaximumFiles)
        {
            foreach (var entry in codebase.Tree.List(directory))
            {
                var path = directory.Combine(entry.Name);
                if (entry.IsLink || path == package.ManifestPath || codebase.Tree.IsIgnored(path, entry.Kind))
                {
                    continue;
                }

                if (entry.Kind == EntryKind.Directory && codebase.FindPackage(path) is null && entry.Name != ".git")
                {
                    todo.Push(path);
                }
                else if (entry.Kind == EntryKind.File && codebase.Tree.Read(path) is { Status: ReadStatus.Read, Bytes: { Length: > 0 } bytes })
                {
                    result[path.RelativeTo(package.Directory)] = bytes;
                }
            }
        }

        return result;
    }
}
