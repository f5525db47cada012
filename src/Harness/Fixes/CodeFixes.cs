using Harness.Diagnostics;
using Harness.Text;

namespace Harness.Fixes;

/// <summary>
/// The fixes that descriptors ask for: a dependency is deleted where its lines are its own, an exception and a line of the baseline that nothing
/// needs are deleted. What code does without the dependency is its author's to see. One instance serves the findings of one result: it
/// remembers the files that it has read.
/// </summary>
public sealed class CodeFixes
{
    private readonly LineRemoval lines = new();

    /// <summary>The fix of a finding; <see langword="null"/> where there is none that is certain.</summary>
    /// <param name="finding">The finding.</param>
    public CodeFix? Find(Diagnostic finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Descriptor.Fix switch
        {
            // A way over other packages can be cut at several places.
            FixKind.DeleteDependency when finding.Steps.IsEmpty => ToFix(finding, "delete the dependency", lines.OfEntry(finding.Location)),
            FixKind.DeleteException => ToFix(finding, "delete the exception", LineRemoval.OfTableAround(finding.Location, "[[exceptions]]")),
            FixKind.DeleteLine => ToFix(finding, "delete the line", LineRemoval.OfLine(finding.Location)),
            _ => null,
        };
    }

    private static CodeFix? ToFix(Diagnostic finding, string title, SourceSpan? span) =>
        span is { } lines ? new CodeFix(finding, title, new TextEdit(finding.Location.Text, lines)) : null;
}
