using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Policies;

namespace Harness.Rules.Changes;

/// <summary>HRN1017: a change adds a line to the baseline.</summary>
internal sealed class BaselineGrowthRule : ChangeRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "HRN1017", "baseline-growth", "A change adds a line to the baseline", DiagnosticCategory.Policy, DiagnosticSeverity.Error)
    {
        IsScopable = false,
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(ChangeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Baseline.Read(context.Change.Before).Value is not { } before || Baseline.Read(context.Change.After).Value is not { } after)
        {
            // The first baseline holds the findings of the day of its creation.
            return [];
        }

        var known = before.Entries.Select(e => e.Key).ToHashSet();
        return after.Entries.Where(e => !known.Contains(e.Key) && !context.RenamedLines.Contains(e.Key)).Select(e => new Diagnostic(
            Descriptor,
            e.Location,
            $"The change adds '{e.Key}' to the baseline, which only shrinks.",
            "mend the finding; or excuse it in [[exceptions]] with because, owner and expires",
            [e.Key.RuleId, .. e.Key.Arguments]));
    }
}
