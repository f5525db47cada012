using System.Collections.Immutable;
using Harness.Changes;
using Harness.Policies;
using Harness.Text;
using Harness.Trees;

namespace Harness.Rights;

/// <summary>
/// Finds the destination of content that a change removes from a file: all of it, or at least half of its significant lines. Content that is reworded
/// line by line is not recognised.
/// </summary>
internal sealed class MovedContent(Change change, ChangeRights rights)
{
    // Fewer lines are alike by accident, and shorter ones are brackets.
    private const int FewestLines = 5;
    private const int ShortestLine = 4;

    private readonly Dictionary<RepoPath, HashSet<string>> added = [];

    /// <summary>Returns a path of another owner that receives content removed from a file, or the root if there is none.</summary>
    /// <param name="file">A path of the change.</param>
    /// <param name="owner">The owner of the file.</param>
    public RepoPath FindPlace(FileChange file, Agent? owner)
    {
        if (file.Kind is not (ChangeKind.Deleted or ChangeKind.Modified or ChangeKind.TypeChanged))
        {
            return RepoPath.Root;
        }

        var elsewhere = change.Files.Files.Where(f => f.Path != file.Path && f.After.Exists && rights.After.GetOwnership(f.Path).Owner != owner).ToArray();
        var old = change.ReadBefore(file);
        var isText = old is { } bytes && !AddedLines.IsBinary(bytes.Span);
        if (file.Kind != ChangeKind.Modified
            && Array.Find(elsewhere, f => f.After.ObjectId == file.Before.ObjectId && f.Before.ObjectId != file.Before.ObjectId) is { } twin
            && (!isText || Telling(SourceText.From(file.Path, old!.Value)).Count > 0))
        {
            return twin.Path;
        }

        return isText && change.ReadAfter(file) is { } now ? FindLines(file, old!.Value, now, elsewhere) : RepoPath.Root;
    }

    private RepoPath FindLines(FileChange file, ReadOnlyMemory<byte> old, ReadOnlyMemory<byte> now, FileChange[] elsewhere)
    {
        var gone = Telling(SourceText.From(file.Path, old), AddedLines.Between(now.Span, old.Span));
        var found = elsewhere.Select(f => (f.Path, Lines: gone.Intersect(AddedTo(f)).ToHashSet(StringComparer.Ordinal))).Where(f => f.Lines.Count > 0).ToArray();
        var lines = found.SelectMany(f => f.Lines).Distinct(StringComparer.Ordinal).Count();
        return lines >= FewestLines && lines * 2 >= gone.Count ? found.MaxBy(f => f.Lines.Count).Path : RepoPath.Root;
    }

    private HashSet<string> AddedTo(FileChange file)
    {
        if (!added.TryGetValue(file.Path, out var lines))
        {
            added[file.Path] = lines = change.ReadBefore(file) is { } old && change.ReadAfter(file) is { } now
                ? Telling(SourceText.From(file.Path, now), AddedLines.Between(old.Span, now.Span)) : [];
        }

        return lines;
    }

    private static HashSet<string> Telling(SourceText text) => Telling(text, [.. Enumerable.Range(0, text.LineCount)]);

    private static HashSet<string> Telling(SourceText text, ImmutableArray<int> lines) =>
        lines.Select(l => text.GetLine(l).Trim()).Where(l => l.Length >= ShortestLine && l.Any(char.IsLetterOrDigit)).ToHashSet(StringComparer.Ordinal);
}
