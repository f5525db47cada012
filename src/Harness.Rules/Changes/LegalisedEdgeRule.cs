using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;

namespace Harness.Rules.Changes;

/// <summary>HRN3015: the policy of a change allows an edge of the merge result that the target's policy denies.</summary>
internal sealed class LegalisedEdgeRule : ChangeRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "HRN3015", "legalised-edge", "A change's own policy allows a dependency that the target's policy denies", DiagnosticCategory.Ownership, DiagnosticSeverity.Warning)
    {
        IsScopable = false,
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(ChangeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var isApprovable = Approvers.Exist(context.Before.Policy);
        return context.Legalised.Select(denied => new Diagnostic(
            Descriptor,
            denied.Location,
            $"The change's policy allows '{denied.Edge!.From} -> {denied.Edge.To}', and the target's denies it ({denied.Descriptor}){(isApprovable ? "" : "; the target's policy names nobody who could approve that")}.",
            isApprovable ? "nothing to do, if whoever approves the policy means that"
                : "first let the target's policy name an advisor in [agents], with role = \"advisor\" and 'logins'; then the advisor can approve this change",
            [denied.Key.RuleId, .. denied.Key.Arguments])
        {
            Notes = [new DiagnosticNote("target", denied.Message)],
        }.WithSeverity(isApprovable ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error));
    }
}
