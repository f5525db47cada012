using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Rights;
using Harness.Trees;

namespace Harness.Analysis;

/// <summary>
/// Knows findings of a merge result again among those of the target's tip: a package is known by its directory, so a finding about a
/// renamed one is the finding that it was. A name that another package had before makes nothing known.
/// </summary>
internal sealed class FindingIdentity(PackagePairs pairs)
{
    private readonly HashSet<string> namesBefore = [.. pairs.Before.Packages.Select(p => p.Name)];

    /// <summary>Returns the key that a finding of the merge result would have at the target's tip.</summary>
    public FindingKey KeyAtTip(Diagnostic finding)
    {
        if (finding.KeyNames.IsEmpty && finding.KeyPaths.IsEmpty)
        {
            return finding.Key;
        }

        var arguments = finding.Key.Arguments.ToArray();
        for (var at = 0; at < arguments.Length; at++)
        {
            arguments[at] = finding.KeyNames.ElementAtOrDefault(at) is { } named ? NameAtTip(named, arguments[at])
                : finding.KeyPaths.ElementAtOrDefault(at) is { } around ? PathAtTip(around, arguments[at])
                : arguments[at];
        }

        return new FindingKey(finding.Key.RuleId, [.. arguments]);
    }

    /// <summary>Returns the ends that a finding's edge would have at the target's tip.</summary>
    public EdgeName? EdgeAtTip(Diagnostic finding) => finding.Edge is not { } edge ? null : new EdgeName(
        finding.KeyNames.ElementAtOrDefault(0) is { } from ? NameAtTip(from, edge.From) : edge.From,
        finding.KeyNames.ElementAtOrDefault(1) is { } to ? NameAtTip(to, edge.To) : edge.To);

    // No name has a NUL: what is new under a name that another package had equals no finding of that one.
    private string NameAtTip(RepoPath directory, string name) =>
        pairs.FindEarlier(directory) is { } earlier ? earlier.Name : namesBefore.Contains(name) ? name + "\0" : name;

    private string PathAtTip(RepoPath directory, string path) =>
        pairs.FindEarlier(directory) is not { } earlier || earlier.Directory == directory ? path
        : path == directory.Value ? earlier.Directory.Value
        : path.StartsWith(directory.Value + "/", StringComparison.Ordinal) ? earlier.Directory.Combine(path[(directory.Value.Length + 1)..]).Value
        : path;
}
