using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Policies;

namespace Harness.Fixes;

/// <summary>
/// The fixes there are, by the numbers of rules: a dependency that a direction rule denies is deleted where its lines are its own, an exception
/// and a line of the baseline that nothing needs are deleted. What code does without the dependency is its author's to see. One instance
/// serves the findings of one result: it remembers the files that it has read.
/// </summary>
public sealed class CodeFixes
{
    private const string Manifest = "Cargo.toml";
    private readonly LineRemoval lines = new();

    /// <summary>The fix of a finding; <see langword="null"/> where there is none that is certain.</summary>
    /// <param name="finding">The finding.</param>
    public CodeFix? Find(Diagnostic finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Descriptor.Id switch
        {
            // A way over other packages can be cut at several places.
            "HRN2001" or "HRN2002" or "HRN2003" or "HRN2004" when finding.Steps.IsEmpty && finding.Location.Path.Name == Manifest =>
                lines.OfEntry(finding.Location) is { } entry ? new CodeFix(finding, "delete the dependency", new TextEdit(finding.Location.Text, entry)) : null,
            "HRN1004" when finding.Location.Path != Baseline.Path =>
                LineRemoval.OfTableAround(finding.Location, "[[exceptions]]") is { } table ? new CodeFix(finding, "delete the exception", new TextEdit(finding.Location.Text, table)) : null,
            "HRN1015" => new CodeFix(finding, "delete the line", new TextEdit(finding.Location.Text, LineRemoval.OfLine(finding.Location))),
            _ => null,
        };
    }
}
