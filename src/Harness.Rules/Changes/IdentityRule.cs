using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Changes;
using Harness.Diagnostics;
using Harness.Ownership;
using Harness.Text;

namespace Harness.Rules.Changes;

/// <summary>HRN3010 and HRN3011: the contributors of the change are unproven, or the evidence about them is contradictory.</summary>
internal sealed class IdentityRule : ChangeRule
{
    private const int MostNamed = 3;

    private static readonly DiagnosticDescriptor Unproven = new(
        "HRN3010", "unproven-identity", "The author of the change is not proven", DiagnosticCategory.Ownership, DiagnosticSeverity.Error)
    {
        IsConfigurable = false,
        IsScopable = false,
    };

    private static readonly DiagnosticDescriptor Contradictory = new(
        "HRN3011", "contradictory-identity", "The evidence of the change's author contradicts itself", DiagnosticCategory.Ownership, DiagnosticSeverity.Error)
    {
        IsConfigurable = false,
        IsScopable = false,
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Unproven, Contradictory];

    /// <inheritdoc/>
    public override bool NeedsOnlyTip => true;

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(ChangeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.Rights.IsJudged)
        {
            yield break;
        }

        if (Refusal.IsUnproven(context.Rights) && Refusal.All(context).ToArray() is { Length: > 0 } refusals)
        {
            yield return OfNobody(context, refusals);
        }

        foreach (var contributor in context.Rights.Actor.Contradictions)
        {
            yield return OfContradiction(context, contributor);
        }
    }

    private static Diagnostic OfNobody(ChangeContext context, Refusal[] refusals)
    {
        var claims = context.Change.Actor.Claims;
        var owners = refusals.SelectMany(r => r.Demand.Missing).Distinct().ToArray();
        var paths = string.Join(", ", refusals.Take(MostNamed).Select(r => $"'{r.File.Path}'"));
        return new Diagnostic(
            Unproven,
            Location.OfFile(context.Before.Policy.Text.Path),
            $"Nobody is proven to have made the change: the policy takes the word of {context.Minimum.ToText()} or better, and there is {Describe(claims, context.Minimum)}.",
            Cure(context.Minimum))
        {
            Notes =
            [
                new DiagnosticNote("paths", refusals.Length > MostNamed ? $"{paths} and {refusals.Length - MostNamed} more need a right" : $"{paths} need{(refusals.Length == 1 ? "s" : "")} a right"),
                .. owners.Length == 0 ? Array.Empty<DiagnosticNote>() : [new DiagnosticNote("owners", PathFinding.List(owners))],
            ],
        };
    }

    private static Diagnostic OfContradiction(ChangeContext context, Contributor contributor)
    {
        var surest = context.Rights.Actor.Contributors[0];
        var who = contributor.Agents.IsEmpty ? "which the policy does not know" : $"which is '{contributor}'";
        return new Diagnostic(
            Contradictory,
            contributor.Agents.IsEmpty ? Location.OfFile(context.Before.Policy.Text.Path) : contributor.Agents[0].Location,
            $"'{contributor.Claim.Name}' ({contributor.Claim.Source}) says who made the change, {who}, and '{surest.Claim.Name}' ({surest.Claim.Source}) is {(surest.Agents.IsEmpty ? "no agent" : $"'{surest}'")}.",
            "let each agent work on branches that bear its own name, under its own account",
            contributor.Claim.Name,
            surest.Claim.Name);
    }

    private static string Describe(ImmutableArray<IdentityClaim> claims, IdentityEvidence minimum)
    {
        var above = claims.Where(c => c.Evidence >= minimum).Select(c => $"'{c.Name}' ({c.Source}), whom the policy does not know").ToArray();
        var below = claims.Where(c => c.Evidence < minimum).Select(c => $"{c.Evidence.ToText()} '{c.Name}' ({c.Source})").Distinct(StringComparer.Ordinal).ToArray();
        return above.Length > 0 ? string.Join(", ", above.Take(MostNamed))
            : below.Length == 0 ? "no evidence at all"
            : $"only {string.Join(", ", below.Take(MostNamed))}";
    }

    private static string Cure(IdentityEvidence minimum) => minimum switch
    {
        IdentityEvidence.Host => "hand in the host's event (--event) or account (--login); for a look ahead say who you are with --as and --identity asserted; or lower 'minimum' of [identity] at the target",
        IdentityEvidence.Asserted => "say who you are with --as or HARNESS_AGENT, or hand in the host's event (--event)",
        _ => "name the branch as 'pattern' of [branches] says, or say who you are with --as",
    };
}
