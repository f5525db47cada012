using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;

namespace Harness.Rules.Changes;

/// <summary>HRN3002: a change touches a protected path: the policy, or a file that controls agents, tools, the build or the host.</summary>
internal sealed class ProtectedChangeRule : ChangeRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "HRN3002", "protected-change", "A change edits protected files", DiagnosticCategory.Ownership, DiagnosticSeverity.Error)
    {
        IsConfigurable = false,
        IsScopable = false,
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override bool NeedsOnlyTip => true;

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(ChangeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Refusal.Find(context, RefusalKind.Protected).Select(r => PathFinding.Create(
            context,
            Descriptor,
            r,
            $"{PathFinding.Subject(r.Demand)} {PathFinding.Verb(r.File)} '{r.File.Path}', which is protected.",
            "take it out of the change"));
    }
}
