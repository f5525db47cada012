using System.Collections.Immutable;
using Harness.Changes;
using Harness.Lockfiles;
using Harness.Policies;
using Harness.Text;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Rights;

/// <summary>Finds the parts of a shared file's change that go beyond its meaning in the policy.</summary>
internal sealed class SharedChange(ChangeHistory history, Codebase before, Codebase after)
{
    public ImmutableArray<RightObstacle> FindBeyond(FileChange file, SharedMeaning meaning) => meaning switch
    {
        SharedMeaning.Any => [],
        SharedMeaning.Shrink => FindGrown(file),
        _ => FindInLock(file, meaning),
    };

    private ImmutableArray<RightObstacle> FindInLock(FileChange file, SharedMeaning meaning)
    {
        if (LockFile.Read(after.Tree, file.Path) is not { } now)
        {
            return [Whole(file, $"'{file.Path}' cannot be read as a lock file")];
        }

        if (meaning == SharedMeaning.Consistent)
        {
            return ToObstacles(LockMeaning.FindInconsistent(now, after));
        }

        return LockFile.Read(before.Tree, file.Path) is { } old
            ? ToObstacles([.. LockMeaning.FindUnexplained(old, now, before, after), .. new LockHistory(history).FindForged(old, now)])
            : [Whole(file, $"'{file.Path}' of the target's tip cannot be read as a lock file, so nothing tells what changed")];
    }

    private ImmutableArray<RightObstacle> FindGrown(FileChange file)
    {
        if (!file.After.Exists)
        {
            return [];
        }

        if (file.Before.Mode != file.After.Mode || AddedLines.Find(file, before.Tree, after.Tree) is not { } added || IsBinary(file))
        {
            return [Whole(file, $"'{file.Path}' is no list of lines that only got shorter")];
        }

        var text = SourceText.From(file.Path, after.Tree.Read(file.Path).Bytes);
        return [.. added.Select(line => new RightObstacle($"the line '{Shorten(text.GetLine(line))}' is new", new Location(text, text.GetLineSpan(line)), text.GetLine(line)))];
    }

    private bool IsBinary(FileChange file) => AddedLines.IsBinary(after.Tree.Read(file.Path).Bytes.Span);

    private static ImmutableArray<RightObstacle> ToObstacles(ImmutableArray<LockProblem> problems) => [.. problems.Select(p => new RightObstacle(p.Phrase, p.Location, p.Phrase))];

    private static RightObstacle Whole(FileChange file, string phrase) => new(phrase, Location.OfFile(file.Path), file.Path.Value);

    private static string Shorten(string line) => line.Length <= 80 ? line : line[..80] + "…";
}
