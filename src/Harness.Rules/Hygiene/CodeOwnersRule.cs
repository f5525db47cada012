using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Ownership;
using Harness.Text;
using Harness.Trees;

namespace Harness.Rules.Hygiene;

/// <summary>HRN1022: what stands in a CODEOWNERS file and GitHub passes over.</summary>
public sealed class CodeOwnersRule : WorkspaceRule
{
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
        return OfFile(tree.Read(counts), counts).Concat(shadowed);
    }

    private static ImmutableArray<Diagnostic> OfFile(FileContent content, RepoPath path) => content.Status switch
    {
        ReadStatus.Read => CodeOwners.Parse(SourceText.From(path, content.Bytes)).Diagnostics,
        ReadStatus.TooLarge => [Report(path, $"GitHub ignores '{path}' whole: it is larger than 3 MB.", "shorten it, with patterns in place of single files", "size")],
        _ => [Report(path, $"'{path}' cannot be read.", "make it a plain file", "read")],
    };

    private static Diagnostic OfShadowed(RepoPath path, RepoPath counts) =>
        Report(path, $"GitHub ignores '{path}' whole: '{counts}' is found first.", "keep one of the two files", "shadowed");

    private static Diagnostic Report(RepoPath path, string message, string help, string key) =>
        new(CodeOwnersDescriptors.Ignored, Location.OfFile(path), message, help, path.ToString(), key);
}
