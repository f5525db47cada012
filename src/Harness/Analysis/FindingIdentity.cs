using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Rights;
using Harness.Trees;

namespace Harness.Analysis;

/// <summary>
/// Matches findings of a merge result with those of the target's tip. Packages are identified by directory, so a finding about a renamed package
/// stays the same. A name that another package had before does not match.
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

    // Names do not contain NUL, so a new finding under another package's old name does not equal a finding of that package.
    private string NameAtTip(RepoPath directory, string name) =>
        pairs.FindEarlier(directory) is { } earlier ? earlier.Name : namesBefore.Contains(name) ? name + "\0" : name;

    private string PathAtTip(RepoPath directory, string path) =>
        pairs.FindEarlier(directory) is not { } earlier || earlier.Directory == directory ? path
        : path == directory.Value ? earlier.Directory.Value
        : path.StartsWith(directory.Value + "/", StringComparison.Ordinal) ? earlier.Directory.Combine(path[(directory.Value.Length + 1)..]).Value
        : path;
}
