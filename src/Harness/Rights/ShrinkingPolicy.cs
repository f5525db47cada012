using System.Collections.Immutable;
using Harness.Changes;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Text;
using Harness.Toml;
using Harness.Trees;

namespace Harness.Rights;

/// <summary>
/// Determines whether a change of the policy or baseline only removes exceptions or lines. Anyone may do that, because an edge that still needed the
/// entry becomes a new finding of the same change. A line with the new name of a package in place of the old one is not an addition. No other line
/// may be new, not even a comment. A comment of the policy may be removed only with its exception, because people and agents read comments too.
/// </summary>
internal sealed class ShrinkingPolicy(SourceTree before, SourceTree after, ImmutableHashSet<FindingKey> renamedLines)
{
    public bool Is(FileChange file) => file.Path == Baseline.Path ? IsShorterBaseline(file)
        : file.Path == PolicyFile.Path && file.Kind == ChangeKind.Modified && file.Before.Mode == file.After.Mode
            && Read(before, file.Path) is { } old && Read(after, file.Path) is { } now && HasOnlyLinesOf(old, now) && HasFewerExceptions(old, now) && new KeptComments(old, now).Hold();

    private bool IsShorterBaseline(FileChange file)
    {
        if (!file.Before.Exists || (file.After.Exists && file.Before.Mode != file.After.Mode))
        {
            return false;
        }

        var old = Baseline.Read(before);
        return !file.After.Exists ? old.Diagnostics.IsEmpty
            : Read(before, file.Path) is { } longer && Read(after, file.Path) is { } shorter && HasOnlyCommentsOf(longer, shorter) && IsShorter(old, Baseline.Read(after));
    }

    // In their order: lines of two exceptions, taken together, would make a third.
    private static bool HasOnlyLinesOf(SourceText old, SourceText now)
    {
        using var left = Lines(old).GetEnumerator();
        return Lines(now).All(line =>
        {
            while (left.MoveNext())
            {
                if (left.Current == line)
                {
                    return true;
                }
            }

            return false;
        });
    }

    // The baseline may be written again, with its standard first line. Its entries are compared by their keys.
    private static bool HasOnlyCommentsOf(SourceText old, SourceText now) =>
        !Lines(now).Where(l => l.StartsWith('#')).Except(Lines(old).Append(Baseline.Header.TrimEnd('\n')), StringComparer.Ordinal).Any();

    private static IEnumerable<string> Lines(SourceText text) => Enumerable.Range(0, text.LineCount).Select(text.GetLine);

    private bool IsShorter(Parsed<Baseline?> old, Parsed<Baseline?> now)
    {
        if (now is not { Value: { } shorter, Diagnostics.IsEmpty: true } || old.Value is not { } longer)
        {
            return false;
        }

        var more = shorter.Entries.Select(e => e.Key).Except(longer.Entries.Select(e => e.Key)).ToArray();
        return Array.TrueForAll(more, renamedLines.Contains) && (more.Length > 0 ? shorter.Entries.Length <= longer.Entries.Length : shorter.Entries.Length < longer.Entries.Length);
    }

    /// <summary>Determines whether one policy equals another except for exceptions that it lacks.</summary>
    public static bool HasFewerExceptions(SourceText old, SourceText now)
    {
        var differences = TomlDifference.Between(TomlDocument.Parse(old).Value, TomlDocument.Parse(now).Value).ToArray();
        if (differences.Length == 0 || !Array.TrueForAll(differences, d => d.Keys is ["exceptions"]))
        {
            return false;
        }

        var known = Policy.Parse(old).Value.Exceptions.Select(ToEntry).ToHashSet();
        return Policy.Parse(now).Value.Exceptions.All(e => known.Contains(ToEntry(e)));
    }

    private static (string From, string To, string? Rule, string Because, string Owner, DateOnly Expires) ToEntry(PolicyException e) =>
        (e.From, e.To, e.RuleId, e.Because, e.Owner, e.Expires);

    private static SourceText? Read(SourceTree tree, RepoPath path) =>
        tree.ReadLink(path) is null && tree.Read(path) is { Status: ReadStatus.Read } content ? SourceText.From(path, content.Bytes) : null;
}
