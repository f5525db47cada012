using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;

namespace Harness.Rules.Tests.Pages;

/// <summary>A rule that always fails: the page of HRN0007 speaks of it.</summary>
internal sealed class CrashingRule : WorkspaceRule
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } =
        [new("TST0001", "crash", "Always fails", DiagnosticCategory.Direction, DiagnosticSeverity.Note)];

    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context) => throw new InvalidOperationException("as it always does");
}
