using System.Collections.Immutable;
using Harness.Diagnostics;

namespace Harness.Analysis;

/// <summary>A rule over a change: two trees, what differs, and who made it. Pure and stateless like a <see cref="WorkspaceRule"/>.</summary>
public abstract class ChangeRule
{
    /// <summary>What the rule can report.</summary>
    public abstract ImmutableArray<DiagnosticDescriptor> Descriptors { get; }

    /// <summary>
    /// Whether its findings about paths that the target's tip has go by the tip alone: its policy, its packages, and who made the change.
    /// Such a rule also runs where the merge result cannot be read.
    /// </summary>
    public virtual bool NeedsOnlyTip => false;

    /// <summary>Examines a change.</summary>
    /// <param name="context">The change, with the policy bound to both of its trees.</param>
    /// <returns>What is wrong, in any order, with the descriptors' default severities.</returns>
    public abstract IEnumerable<Diagnostic> Analyze(ChangeContext context);
}
