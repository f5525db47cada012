using Harness.Changes;
using Harness.Text;
using Harness.Toml;
using Harness.Trees;

namespace Harness.Rights;

/// <summary>
/// Determines whether a changed manifest moves the boundary of a package or workspace: it is added or removed, or its <c>[package]</c>, its
/// <c>[workspace]</c> or the root that it points to is. The owner of the files around it depends on that, so a right to the package itself is
/// required. Neither a lease nor a shared path gives it.
/// </summary>
internal sealed class BoundaryChange(SourceTree before, SourceTree after)
{
    /// <summary>Returns the boundary that moves, with its place, or <see langword="null"/> if none does.</summary>
    public RightObstacle? Find(FileChange file)
    {
        if (file.Path.Name != "Cargo.toml")
        {
            return null;
        }

        var place = $"'{file.Path.Parent}'";
        return !file.Before.Exists ? Whole(file, $"it makes {place} a package or a workspace of its own")
            : !file.After.Exists ? Whole(file, $"it gives what lies in {place} to another package or to none")
            : file.Kind == ChangeKind.TypeChanged ? Whole(file, $"it puts another kind of entry in the place of the manifest of {place}")
            : file.Kind == ChangeKind.Modified ? FindInside(file) : null;
    }

    private RightObstacle? FindInside(FileChange file)
    {
        if (Read(before, file.Path) is not { } old || Read(after, file.Path) is not { } now)
        {
            return Whole(file, "it cannot be read on both sides, so nothing tells which package it makes");
        }

        var difference = TomlDifference.Between(old.Table, now.Table).FirstOrDefault(IsBoundary);
        return difference is null ? null
            : new RightObstacle(
                $"'{string.Join('.', difference.Keys)}' moves the boundary of a package or of a workspace",
                new Location((difference.After is null ? old : now).Text, difference.Span),
                string.Join('.', difference.Keys));
    }

    private static bool IsBoundary(TomlDifference difference) => difference.Keys is ["workspace" or "package" or "project"] or ["package" or "project", "workspace"];

    private static (SourceText Text, TomlTable Table)? Read(SourceTree tree, RepoPath path) =>
        tree.Read(path) is { Status: ReadStatus.Read } content && SourceText.From(path, content.Bytes) is var text
            && TomlDocument.Parse(text) is { Diagnostics.IsEmpty: true } document ? (text, document.Value) : null;

    private static RightObstacle Whole(FileChange file, string phrase) => new(phrase, Location.OfFile(file.Path), file.Path.Value);
}
