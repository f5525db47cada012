using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Rights;

namespace Harness.Rules.Changes;

/// <summary>HRN3004: a change of a shared file goes beyond the meaning that the policy gives it.</summary>
internal sealed class SharedChangeRule : ChangeRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "HRN3004", "beyond-shared-meaning", "A change of a shared file does more than the policy allows", DiagnosticCategory.Ownership, DiagnosticSeverity.Error)
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
        return Refusal.Find(context, RefusalKind.BeyondShared).SelectMany(r => r.Demand.Obstacles.Select(o => Create(context, r, o)));
    }

    private static Diagnostic Create(ChangeContext context, Refusal refusal, RightObstacle obstacle)
    {
        var shared = refusal.Demand.Ownership.Shared!;
        return new Diagnostic(
            Descriptor,
            obstacle.Location,
            $"'{refusal.File.Path}' may change within \"{shared.Meaning.ToText()}\" only, and {obstacle.Phrase}.",
            $"{Cure(shared.Meaning)}, or {PathFinding.Consent(context, refusal.Demand.Missing)}",
            refusal.File.Path.Value,
            obstacle.Key)
        {
            Notes = PathFinding.Notes(context, refusal.Demand),
            RelatedLocations = [new RelatedLocation(shared.Paths.Location, "this line of the policy shares it")],
        };
    }

    private static string Cure(SharedMeaning meaning) => meaning switch
    {
        SharedMeaning.Explained => "take the target's lock file and let 'cargo check' add only what the manifests ask for",
        SharedMeaning.Consistent => "let 'cargo check' write the lock file anew",
        SharedMeaning.Shrink => "take lines out, and add none",
        _ => "let the package stand on ground of its owner",
    };
}
