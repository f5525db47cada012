using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Ownership;

namespace Harness.Rules.Hygiene;

/// <summary>HRN1021: patterns of several agents match a path equally well, so that none of them owns it.</summary>
internal sealed class AmbiguousPathRule : WorkspaceRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "HRN1021", "ambiguous-path", "Two agents own one path", DiagnosticCategory.Policy, DiagnosticSeverity.Error)
    {
        IsScopable = false,
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Policy.Ownership.FindTies(context.Cancellation).Select(OfTie);
    }

    private static Diagnostic OfTie(PathTie tie)
    {
        var (first, last) = (tie.Ends[0], tie.Ends[^1]);
        var what = tie.Example is { } path ? $"'{path}'" : "What it matches";
        return new Diagnostic(
            Descriptor,
            last.Pattern.Location,
            $"{what} belongs to agent '{first.Agent}' by '{first.Pattern}' and to agent '{last.Agent}' by '{last.Pattern}', which fit equally well: nobody owns it.",
            "keep one of the two, or let one of them say more of the path: the pattern with more literal characters wins",
            [.. tie.Ends.SelectMany(e => new[] { e.Agent.Name, e.Pattern.Text })])
        {
            RelatedLocations = [.. tie.Ends[..^1].Select(e => new RelatedLocation(e.Pattern.Location, $"agent '{e.Agent}' claims it"))],
        };
    }
}
