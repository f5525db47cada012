using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Ownership;
using Harness.Text;
using Harness.Trees;

namespace Harness.Rules.Hygiene;

/// <summary>HRN1022: a CODEOWNERS file has lines that GitHub ignores.</summary>
internal sealed class CodeOwnersRule : WorkspaceRule
{
    // For a file that was written for another repository, the first lines suffice.
    private const int MaximumDeadLines = 100;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [CodeOwnersDescriptors.Ignored];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var tree = context.Codebase.Tree;
        if (CodeOwners.Find(tree) is not { } counts)
        {
            return [];
        }

        var shadowed = CodeOwners.Places.Where(p => p != counts && tree.GetKind(p) == EntryKind.File).Select(p => OfShadowed(p, counts));
        return OfFile(tree.Read(counts), counts, context).Concat(shadowed);
    }

    private static IEnumerable<Diagnostic> OfFile(FileContent content, RepoPath path, WorkspaceContext context) => content.Status switch
    {
        ReadStatus.Read => OfLines(CodeOwners.Parse(SourceText.From(path, content.Bytes)), context),
        ReadStatus.TooLarge => [Report(path, $"GitHub ignores '{path}' whole: it is larger than 3 MB.", "shorten it, with patterns in place of single files", "size")],
        _ => [Report(path, $"'{path}' cannot be read.", "make it a plain file", "read")],
    };

    private static IEnumerable<Diagnostic> OfLines(Parsed<CodeOwners> parsed, WorkspaceContext context) =>
        parsed.Diagnostics.Concat(parsed.Value.FindDeadLines(context.Codebase.Tree, context.Cancellation).Take(MaximumDeadLines).Select(OfDead));

    private static Diagnostic OfDead(DeadOwnerLine dead) => new(
        CodeOwnersDescriptors.Ignored,
        dead.Entry.Location,
        dead.OtherCase is { } other ? $"'{dead.Entry.Pattern}' matches no file: GitHub tells upper from lower case, and the tree has '{other}'." : $"'{dead.Entry.Pattern}' matches no file.",
        dead.OtherCase is null && dead.Entry.Pattern.EndsWith("/*", StringComparison.Ordinal)
            ? "correct the path, or delete the line; '/*' at the end means the files of the directory itself, '/' all below it"
            : "correct the path, or delete the line",
        dead.Entry.Location.Path.ToString(),
        dead.Entry.Pattern);

    private static Diagnostic OfShadowed(RepoPath path, RepoPath counts) =>
        Report(path, $"GitHub ignores '{path}' whole: '{counts}' is found first.", "keep one of the two files", "shadowed");

    private static Diagnostic Report(RepoPath path, string message, string help, string key) =>
        new(CodeOwnersDescriptors.Ignored, Location.OfFile(path), message, help, path.ToString(), key);
}
