using Harness.Diagnostics;

namespace Harness.Analysis;

/// <summary>A rule over a change: two trees, their difference, and the people who made it. It is pure like a <see cref="WorkspaceRule"/>.</summary>
public abstract class ChangeRule : AnalysisRule
{
    /// <summary>
    /// A value that indicates whether its findings about paths that exist at the target's tip depend on the tip alone: on its policy, its packages,
    /// and the people who made the change. Such a rule also runs if the merge result cannot be read.
    /// </summary>
    public virtual bool NeedsOnlyTip => false;

    /// <summary>Examines a change.</summary>
    /// <param name="context">The change, with the policy bound to both of its trees.</param>
    /// <returns>The findings, in any order, with the descriptors' default severities.</returns>
    public abstract IEnumerable<Diagnostic> Analyze(ChangeContext context);
}
