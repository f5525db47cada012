using System.Collections.Immutable;
using Harness.Diagnostics;

namespace Harness.Analysis;

/// <summary>
/// A rule over one tree: its packages, their graph and the policy. Pure: the same context gives the same diagnostics, so that the
/// engine can run it on two trees and tell what is new. A rule is stateless; one instance serves all runs.
/// </summary>
public abstract class WorkspaceRule
{
    /// <summary>What the rule can report.</summary>
    public abstract ImmutableArray<DiagnosticDescriptor> Descriptors { get; }

    /// <summary>Examines a tree.</summary>
    /// <param name="context">The tree, its graph and the policy bound to it.</param>
    /// <returns>What is wrong, in any order, with the descriptors' default severities.</returns>
    public abstract IEnumerable<Diagnostic> Analyze(WorkspaceContext context);
}
