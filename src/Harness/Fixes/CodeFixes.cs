using System.Diagnostics.CodeAnalysis;
using Harness.Diagnostics;
using Harness.Text;

namespace Harness.Fixes;

/// <summary>
/// The fixes that descriptors request. They delete a dependency that is alone on its lines, or an unused exception or baseline line.
/// <see cref="FixRun"/> checks whether the code may still build without the dependency. An instance serves the findings of one result, and caches the
/// files that it has read.
/// </summary>
public sealed class CodeFixes
{
    private readonly LineRemoval lines = new();

    /// <summary>Returns the fix of a finding, or <see langword="null"/> if there is none.</summary>
    /// <param name="finding">The finding.</param>
    public CodeFix? Find(Diagnostic finding) => TryFind(finding, out var fix, out _) ? fix : null;

    /// <summary>Finds the fix of a finding, or the reason why there is none.</summary>
    internal bool TryFind(Diagnostic finding, [NotNullWhen(true)] out CodeFix? fix, [NotNullWhen(false)] out string? reason)
    {
        ArgumentNullException.ThrowIfNull(finding);
        (fix, reason) = finding.Descriptor.Fix switch
        {
            FixKind.DeleteDependency when !finding.Steps.IsEmpty => (null, "a way over other packages can be cut at several places"),
            FixKind.DeleteDependency => ToFix(finding, "delete the dependency", lines.OfEntry(finding.Location)),
            FixKind.DeleteException => ToFix(finding, "delete the exception", LineRemoval.OfTableAround(finding.Location, "[[exceptions]]")),
            FixKind.DeleteLine => ToFix(finding, "delete the line", LineRemoval.OfLine(finding.Location)),
            _ => (null, $"{finding.Descriptor} has no automatic fix"),
        };
        return fix is not null;
    }

    private static (CodeFix? Fix, string? Reason) ToFix(Diagnostic finding, string title, SourceSpan? span) =>
        span is { } lines ? (new CodeFix(finding, title, new TextEdit(finding.Location.Text, lines)), null) : (null, "something else shares its lines");
}
