using System.Collections.Immutable;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Inference;

/// <summary>Finds examples, benchmarks and the like: packages that show or try the others, and that only their own kind uses.</summary>
internal static class Samples
{
    private const int Fewest = 8;
    private const int MostOthersForEach = 3;

    private static readonly ImmutableHashSet<string> Names = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "examples", "example", "samples", "sample", "demos", "demo", "tutorials", "tutorial", "benches", "bench", "benchmarks", "fuzz", "tests", "test");

    /// <summary>Returns the numbers of the packages that are not samples, ascending. If samples are few, returns all numbers.</summary>
    public static int[] FindOthers(ImmutableArray<Package> packages, UseGraph uses)
    {
        var all = Enumerable.Range(0, packages.Length).ToArray();
        var samples = all.Where(n => IsNamedSo(packages[n])).ToHashSet();
        while (samples.RemoveWhere(n => uses.Users[n].Any(u => !samples.Contains(u.Package))) > 0)
        {
        }

        return samples.Count < Fewest || samples.Count * (MostOthersForEach + 1) < packages.Length || samples.Count == packages.Length
            ? all : [.. all.Where(n => !samples.Contains(n))];
    }

    /// <summary>Returns selectors of the samples: their directories, so that later ones are placed too, else their names.</summary>
    /// <param name="packages">All packages.</param>
    /// <param name="isSample">For each package, a value that indicates whether it is a sample.</param>
    public static string[] Selectors(ImmutableArray<Package> packages, bool[] isSample)
    {
        var others = packages.Where((_, number) => !isSample[number]).Select(p => p.Directory).ToArray();
        return [.. packages.Where((_, number) => isSample[number]).Select(p => DirectoryOf(p)!.Value is var around && !Array.Exists(others, o => o == around || o.IsUnder(around))
            ? $"{Mark(around.Value)}/**" : SelectorText.OfPackage(p, packages)).Distinct()];
    }

    private static bool IsNamedSo(Package package) => DirectoryOf(package) is not null;

    // The outermost directory that has such a name.
    private static RepoPath? DirectoryOf(Package package)
    {
        RepoPath? found = null;
        for (var at = package.Directory; !at.IsRoot && !at.IsOutside; at = at.Parent)
        {
            found = Names.Contains(at.Name) ? at : found;
        }

        return found;
    }

    private static string Mark(string path) => path[0] is '!' or '@' ? $"./{path}" : path;
}
