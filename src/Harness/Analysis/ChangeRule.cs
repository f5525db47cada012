using Harness.Diagnostics;

namespace Harness.Analysis;

/// <summary>A rule over a change: two trees, their difference, and the people who made it. Like a <see cref="WorkspaceRule"/>, it is pure.</summary>
public abstract class ChangeRule : AnalysisRule
{
    /// <summary>
    /// A value that indicates whether findings about paths of the target's tip depend only on its policy, its packages and the contributors of the
    /// change. Such a rule also runs if the merge result cannot be read.
    /// </summary>
    public virtual bool NeedsOnlyTip => false;

    /// <summary>Examines a change.</summary>
    /// <param name="context">The change, with the policy bound to both of its trees.</param>
    /// <returns>The findings, in any order, with the descriptors' default severities.</returns>
    public abstract IEnumerable<Diagnostic> Analyze(ChangeContext context);
}
