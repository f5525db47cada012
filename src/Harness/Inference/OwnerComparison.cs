using System.Collections.Immutable;
using System.Globalization;
using Harness.Ownership;
using Harness.Trees;

namespace Harness.Inference;

/// <summary>Compares the owners by a policy with those by GitHub, file by file, and reports differences.</summary>
internal sealed class OwnerComparison(CodeOwners file, OwnershipMap map)
{
    private readonly string advisors = OwnerClaim.KeyOf([.. map.Advisors.SelectMany(a => a.Owners)]);
    private readonly Dictionary<(int? Line, string What), (int Count, string First)> differences = [];

    public static ImmutableArray<OwnerNote> Compare(CodeOwners file, OwnershipMap map, FileList files)
    {
        var comparison = new OwnerComparison(file, map);
        foreach (var path in files.All)
        {
            comparison.Add(path);
        }

        return [.. comparison.differences.OrderBy(d => d.Key.Line ?? int.MaxValue).ThenBy(d => d.Key.What, StringComparer.Ordinal).Select(d => new OwnerNote(
            d.Key.Line,
            string.Create(CultureInfo.InvariantCulture, $"{d.Value.Count} {(d.Value.Count == 1 ? "file" : "files")} ('{d.Value.First}'{(d.Value.Count == 1 ? "" : " first")}) {d.Key.What}")))];
    }

    private void Add(string text)
    {
        var path = RepoPath.Parse(text);
        var line = file.Match(path);
        var (wanted, owned) = (OwnerClaim.KeyOf(line?.Owners ?? []), map.GetOwnership(path));
        if (owned.Kind == OwnershipKind.Protected)
        {
            if (wanted.Length > 0 && wanted != advisors)
            {
                Count(null, "that it gives others steer the gate, the tools or the build, and belong to the advisor here.", text);
            }

            return;
        }

        var now = owned.Shared is { Meaning: Policies.SharedMeaning.Any } ? "" : OwnerClaim.KeyOf(owned.Owner?.Owners ?? []);
        if (wanted.Length == 0 && owned.Owner is { } rest)
        {
            if (owned.Shared is null)
            {
                Count(line?.Location.Line, $"without an owner on GitHub belong to '{rest}' here.", text);
            }
        }
        else if (wanted != now)
        {
            Count(line?.Location.Line, $"that it gives {wanted} belong to {(owned.Owner is { } owner ? $"'{owner}'" : "nobody")} here.", text);
        }
    }

    private void Count(int? line, string what, string path)
    {
        var (count, first) = differences.GetValueOrDefault((line, what), (0, path));
        differences[(line, what)] = (count + 1, first);
    }
}
