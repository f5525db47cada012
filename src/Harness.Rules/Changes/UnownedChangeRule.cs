using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;

namespace Harness.Rules.Changes;

/// <summary>HRN3003: a change touches an unowned path, to which only an advisor could agree.</summary>
internal sealed class UnownedChangeRule : ChangeRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "HRN3003", "unowned-change", "A change edits files that nobody owns", DiagnosticCategory.Ownership, DiagnosticSeverity.Error)
    {
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
        return Refusal.Find(context, RefusalKind.Unowned).Select(r => PathFinding.Create(
            context,
            Descriptor,
            r,
            $"{PathFinding.Subject(r.Demand)} {PathFinding.Verb(r.File)} '{r.File.Path}', which nobody owns.",
            "name the path in an agent's 'paths' at the target, or in [shared] for all"));
    }
}
