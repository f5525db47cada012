using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Trees;

namespace Harness.Reporting.Sinks;

/// <summary>What a check found and how it was asked: what every sink writes down in its own form.</summary>
public sealed record CheckReport
{
    /// <summary>What was found.</summary>
    public required AnalysisResult Result { get; init; }

    /// <summary>Which findings fail the check.</summary>
    public required Enforcement Enforcement { get; init; }

    /// <summary>The least severity that fails the check.</summary>
    public required DiagnosticSeverity FailOn { get; init; }

    /// <summary>The version of the tool, three numbers.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>Where the tree lies in its repository, by whose top a host names files; the root where it is the whole of it.</summary>
    public RepoPath Directory { get; init; }

    /// <summary>The report as a host is to read it: its places named from the top of the repository.</summary>
    public CheckReport OfRepository => Directory.IsRoot ? this : this with { Result = Result.Below(Directory), Directory = default };

    /// <summary>How the check ends.</summary>
    public AnalysisOutcome Outcome => Result.GetOutcome(FailOn, Enforcement);

    /// <summary>The findings that people are to see: those that a change brings, of one tree all; with <see cref="Enforcement.All"/> always all.</summary>
    public IEnumerable<Diagnostic> Shown => Result.Findings.Where(f => Enforcement == Enforcement.All || Result.Counts(f, Enforcement.New));

    /// <summary>Determines whether a finding makes the check fail.</summary>
    /// <param name="finding">A finding of the result.</param>
    public bool Fails(Diagnostic finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Severity >= FailOn && Result.Counts(finding, Enforcement);
    }

    /// <summary>Determines whether the change brings a finding; of one tree by itself all are new.</summary>
    /// <param name="finding">A finding of the result.</param>
    public bool IsNew(Diagnostic finding) => Result.Counts(finding, Enforcement.New);
}
