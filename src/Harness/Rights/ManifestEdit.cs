using System.Collections.Immutable;
using Harness.Text;
using Harness.Toml;
using Harness.Trees;

namespace Harness.Rights;

/// <summary>An edit of a manifest that changes only texts of keys, and not even a comment.</summary>
/// <param name="Path">The manifest's path.</param>
/// <param name="Differences">The keys whose texts differ.</param>
/// <param name="After">The manifest after the edit.</param>
internal sealed record ManifestEdit(RepoPath Path, ImmutableArray<TomlDifference> Differences, TomlTable After)
{
    /// <summary>Returns the edit of a manifest, or <see langword="null"/> if it does more than to exchange texts.</summary>
    public static ManifestEdit? Read(SourceTree before, SourceTree after, RepoPath path)
    {
        if (ReadTable(before, path) is not { } old || ReadTable(after, path) is not { } now)
        {
            return null;
        }

        ImmutableArray<TomlDifference> differences = [.. TomlDifference.Between(old.Table, now.Table)];
        return !differences.IsEmpty && differences.All(d => d.Before?.Value.AsString is not null && d.After?.Value.AsString is not null) && IsAll(old.Text, now.Text, differences)
            ? new ManifestEdit(path, differences, now.Table) : null;
    }

    // The text before, with the new values in the place of the old ones, is the text after.
    private static bool IsAll(SourceText old, SourceText now, ImmutableArray<TomlDifference> differences)
    {
        var from = old.Bytes.Span;
        var to = now.Bytes.Span;
        var (at, other) = (0, 0);
        foreach (var difference in differences.OrderBy(d => d.Before!.Value.Span.Start))
        {
            var (before, after) = (difference.Before!.Value.Span, difference.After!.Value.Span);
            if (before.Start < at || after.Start < other || !from[at..before.Start].SequenceEqual(to[other..after.Start]))
            {
                return false;
            }

            (at, other) = (before.End, after.End);
        }

        return from[at..].SequenceEqual(to[other..]);
    }

    private static (SourceText Text, TomlTable Table)? ReadTable(SourceTree tree, RepoPath path) =>
        tree.Read(path) is { Status: ReadStatus.Read } content && SourceText.From(path, content.Bytes) is var text && TomlDocument.Parse(text) is { Diagnostics.IsEmpty: true } document
            ? (text, document.Value) : null;
}
