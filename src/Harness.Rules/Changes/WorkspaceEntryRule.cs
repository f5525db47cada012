using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Rights;

namespace Harness.Rules.Changes;

/// <summary>HRN3012: a change of a workspace's root manifest touches entries that concern packages of others, or the whole workspace.</summary>
internal sealed class WorkspaceEntryRule : ChangeRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "HRN3012", "foreign-workspace-entry", "A change edits an entry of a root manifest that affects other agents' packages", DiagnosticCategory.Ownership, DiagnosticSeverity.Error)
    {
        IsConfigurable = false,
        IsScopable = false,
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(ChangeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Refusal.Find(context, RefusalKind.Entries).SelectMany(r => r.Demand.Obstacles.Select(o => Create(context, r, o)));
    }

    private static Diagnostic Create(ChangeContext context, Refusal refusal, RightObstacle obstacle) => new(
        Descriptor,
        obstacle.Location,
        $"{PathFinding.Subject(refusal.Demand)} changes '{refusal.File.Path}', and {obstacle.Phrase}.",
        $"{PathFinding.Consent(context, obstacle.Concerned)}; an agent may add and change member lines of its own crates, and workspace dependencies that only its crates use",
        refusal.File.Path.Value,
        obstacle.Key)
    {
        Notes = PathFinding.Notes(context, refusal.Demand),
    };
}
