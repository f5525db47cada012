using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Trees;

namespace Harness.Reporting.Sinks;

/// <summary>The result and the options of a check, from which every sink writes its own format.</summary>
public sealed record CheckReport
{
    /// <summary>The result.</summary>
    public required AnalysisResult Result { get; init; }

    /// <summary>The enforcement, which decides the findings that fail the check.</summary>
    public required Enforcement Enforcement { get; init; }

    /// <summary>The least severity that fails the check.</summary>
    public required DiagnosticSeverity FailOn { get; init; }

    /// <summary>The version of the tool, three numbers.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>
    /// The place of the tree in its repository, because hosts name files from the top. It is the root if the tree is the whole repository.
    /// </summary>
    public RepoPath Directory { get; init; }

    /// <summary>The report as a host is to read it: its places named from the top of the repository.</summary>
    public CheckReport OfRepository => Directory.IsRoot ? this : this with { Result = Result.Below(Directory), Directory = default };

    /// <summary>The outcome of the check.</summary>
    public AnalysisOutcome Outcome => Result.GetOutcome(FailOn, Enforcement);

    /// <summary>
    /// The findings to show: all findings of a single tree, or the new findings of a change. With <see cref="Enforcement.All"/>, always all.
    /// </summary>
    public IEnumerable<Diagnostic> Shown => Result.Findings.Where(f => Enforcement == Enforcement.All || Result.Counts(f, Enforcement.New));

    /// <summary>Determines whether a finding makes the check fail.</summary>
    /// <param name="finding">A finding of the result.</param>
    public bool Fails(Diagnostic finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Severity >= FailOn && Result.Counts(finding, Enforcement);
    }

    /// <summary>Determines whether a finding is new in the change. In a single tree, all findings are new.</summary>
    /// <param name="finding">A finding of the result.</param>
    public bool IsNew(Diagnostic finding) => Result.Counts(finding, Enforcement.New);
}
