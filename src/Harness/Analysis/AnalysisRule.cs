using System.Collections.Immutable;
using Harness.Diagnostics;

namespace Harness.Analysis;

/// <summary>A rule: a <see cref="WorkspaceRule"/> or a <see cref="ChangeRule"/>. A rule is stateless, and one instance serves all runs.</summary>
public abstract class AnalysisRule
{
    private protected AnalysisRule()
    {
    }

    /// <summary>The kinds of findings that the rule can report.</summary>
    public abstract ImmutableArray<DiagnosticDescriptor> Descriptors { get; }
}
