using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Ownership;

namespace Harness.Rules.Changes;

/// <summary>HRN3001: a change touches a path of another agent, without a lease, a grant or the owner's consent.</summary>
internal sealed class ForeignChangeRule : ChangeRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "HRN3001", "foreign-change", "A change edits files that another agent owns", DiagnosticCategory.Ownership, DiagnosticSeverity.Error)
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
        return Refusal.Find(context, RefusalKind.Foreign).Select(r => PathFinding.Create(
            context,
            Descriptor,
            r,
            $"{PathFinding.Subject(r.Demand)} {PathFinding.Verb(r.File)} '{r.File.Path}', {Whose(r.Demand.Ownership)}.",
            "leave the path as it is, or agree with the owner on a lease at the target"));
    }

    private static string Whose(PathOwnership owned) =>
        owned.Owner is { } owner ? $"which '{owner}' owns"
        : owned.Claimants.Length > 0 ? $"which {PathFinding.List(owned.Claimants)} claim equally well"
        : "which only agents with ground of their own may change";
}
