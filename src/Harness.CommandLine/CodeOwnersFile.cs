using System.Text;
using Harness.Ownership;
using Harness.Reporting;
using Harness.Trees;

namespace Harness.CommandLine;

/// <summary>The files that may be overwritten.</summary>
internal enum Overwriting
{
    /// <summary>One that was written so before.</summary>
    OwnFile,

    /// <summary>Any.</summary>
    Always,
}

/// <summary>Writes the CODEOWNERS of a policy, or reports whether the existing one is stale.</summary>
internal static class CodeOwnersFile
{
    public static int Write(OwnershipMap map, string root, Overwriting overwriting, CommandContext context)
    {
        var (top, directory) = (RepositoryDirectory.TopOf(root), RepositoryDirectory.FindPlace(root));
        var path = Place(top);
        var present = Read(top, path);
        if (present is not null && overwriting == Overwriting.OwnFile && !CodeOwnersDraft.IsOwn(present, directory))
        {
            throw new CommandException($"'{path}' was not written by this command for this directory; compare, then write over it with --force");
        }

        var draft = CodeOwnersDraft.Create(map);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Join(top, path.Value))!);
        using var files = new StagedFiles();
        files.Add(Path.Join(top, path.Value), Encoding.UTF8.GetBytes(draft.TextBelow(directory)));
        files.Commit();
        context.Write($"Written to {path}.\n");
        return Report(draft, context);
    }

    public static int Check(OwnershipMap map, string root, CommandContext context)
    {
        var (top, directory) = (RepositoryDirectory.TopOf(root), RepositoryDirectory.FindPlace(root));
        var path = Place(top);
        var draft = CodeOwnersDraft.Create(map);
        var gaps = Report(draft, context);
        var present = Read(top, path);
        if (present is not null && present.ReplaceLineEndings("\n") == draft.TextBelow(directory))
        {
            context.Write($"{path} says what the policy says.\n");
            return gaps;
        }

        context.Write(present is null
            ? $"There is no CODEOWNERS: write {path} with 'harness owner --codeowners'.\n"
            : $"{path} is stale: write it again with 'harness owner --codeowners'.\n");
        return ExitCode.Findings;
    }

    private static RepoPath Place(string root) => CodeOwners.Find(new DirectoryTree(root)) ?? CodeOwners.Places[0];

    private static string? Read(string root, RepoPath path)
    {
        var content = new DirectoryTree(root).Read(path);
        return content.Status switch
        {
            ReadStatus.Read => Encoding.UTF8.GetString(content.Bytes.Span),
            ReadStatus.Missing => null,
            _ => throw new CommandException($"'{path}' cannot be read"),
        };
    }

    private static int Report(CodeOwnersDraft draft, CommandContext context)
    {
        foreach (var gap in draft.Gaps)
        {
            context.Error.Write(VisibleText.Escape(gap.Location is { } place ? $"{place}: {gap.Message}" : gap.Message) + "\n");
        }

        return draft.Gaps.IsEmpty ? ExitCode.Clean : ExitCode.Findings;
    }
}
