using Harness.Diagnostics;

namespace Harness.Analysis;

/// <summary>
/// A rule over one tree: its packages, their graph and the policy. It is pure: the same context gives the same diagnostics. The engine can therefore
/// run it on two trees and compare the results.
/// </summary>
public abstract class WorkspaceRule : AnalysisRule
{
    /// <summary>Examines a tree.</summary>
    /// <param name="context">The tree, its graph and the policy bound to it.</param>
    /// <returns>The findings, in any order, with the descriptors' default severities.</returns>
    public abstract IEnumerable<Diagnostic> Analyze(WorkspaceContext context);
}
