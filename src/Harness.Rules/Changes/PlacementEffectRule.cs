using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Rights;
using Harness.Text;
using Harness.Trees;

namespace Harness.Rules.Changes;

/// <summary>
/// HRN3005 and HRN3014: a change transfers ownership, moves a package to another layer, or removes it from judgement or from the reach of a rule. The
/// cause may be the policy, a move or a name. Without the required consent, of both owners or of an advisor, it is HRN3005. Otherwise it is HRN3014.
/// </summary>
internal sealed class PlacementEffectRule : ChangeRule
{
    private static readonly DiagnosticDescriptor Transfer = new(
        "HRN3005", "ownership-transfer", "A change moves a package or a path to another owner or layer without consent", DiagnosticCategory.Ownership, DiagnosticSeverity.Error)
    {
        IsConfigurable = false,
        IsScopable = false,
    };

    private static readonly DiagnosticDescriptor Effect = new(
        "HRN3014", "placement-effect", "A change moves a package or a path to another owner or layer", DiagnosticCategory.Ownership, DiagnosticSeverity.Note)
    {
        IsScopable = false,
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Transfer, Effect];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(ChangeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var effect = PolicyEffect.Between(context.Before, context.Proposed, context.Cancellation);
        foreach (var package in effect.Packages)
        {
            var subject = $"package '{package.After.Name}'";
            if (package.ChangesOwner)
            {
                var place = context.Proposed.OwnerSelectorOf(package.After)?.Location ?? package.After.NameLocation;
                yield return OfOwner(context, place, subject, package.OwnerBefore, package.OwnerAfter, package.After.Directory);
            }

            if (package.ChangesLayer)
            {
                var place = context.Proposed.LayerSelectorOf(package.After)?.Location ?? package.After.NameLocation;
                yield return OfLayer(context, place, subject, package);
            }
        }

        foreach (var package in effect.Unjudged)
        {
            yield return OfUnjudged(context, package);
        }

        foreach (var escape in effect.Escapes)
        {
            yield return OfEscape(context, escape);
        }

        foreach (var gain in effect.Gains)
        {
            yield return OfGain(context, gain);
        }

        foreach (var path in effect.Paths)
        {
            var subject = path.Count == 1 ? $"path '{path.First}'" : $"path '{path.First}' and {path.Count - 1} more";
            var place = path.Package?.NameLocation ?? Location.OfFile(context.Proposed.Policy.Text.Path);
            yield return OfOwner(context, place, subject, path.OwnerBefore, path.OwnerAfter, path.First);
        }
    }

    private static Diagnostic OfOwner(ChangeContext context, Location place, string subject, Agent? from, Agent? to, RepoPath path)
    {
        ImmutableArray<Agent> parties = [.. new[] { from, to }.OfType<Agent>().Select(a => context.Before.Policy.Agents.FirstOrDefault(b => b.Name == a.Name)).OfType<Agent>()];
        var isKnown = parties.Length == (from is null ? 0 : 1) + (to is null ? 0 : 1);

        // For unowned paths an advisor must agree, because the new owner could change them from the next change on.
        var isAgreed = from is not null && isKnown && context.Rights.HasConsentOf(parties);
        return Tell(
            context,
            isAgreed,
            place,
            $"The {subject} goes from {Name(from)} to {Name(to)}.",
            from is null ? $"{PathFinding.Consent(context, [])}; or leave these files out of the package" : $"{PathFinding.Consent(context, isKnown ? parties : [])}: both sides of a transfer must agree",
            ["owner", path.Value, from?.Name ?? "", to?.Name ?? ""]);
    }

    private static Diagnostic OfLayer(ChangeContext context, Location place, string subject, PackageEffect effect) => Tell(
        context,
        isAgreed: false,
        place,
        $"The {subject} goes from layer {Name(effect.LayerBefore)} to {Name(effect.LayerAfter)}.",
        $"{PathFinding.Consent(context, [])}: a layer is a part of the policy, also where a name or a directory moves it",
        ["layer", effect.After.Directory.Value, effect.LayerBefore ?? "", effect.LayerAfter ?? ""]);

    private static Diagnostic OfUnjudged(ChangeContext context, UnjudgedPackage unjudged) => Tell(
        context,
        isAgreed: false,
        Location.OfFile(unjudged.Manifest),
        $"The package '{unjudged.Package.Name}' was judged and is not any more: '{unjudged.Manifest}' belongs to no workspace that is.",
        $"{PathFinding.Consent(context, [])}; or let it stay a member of its workspace",
        ["judged", unjudged.Package.Directory.Value]);

    private static Diagnostic OfEscape(ChangeContext context, RuleEscape escape)
    {
        var before = escape.Before.Name == escape.After.Name ? $"in '{escape.Before.Directory}'" : $"as '{escape.Before.Name}'";
        return Tell(
            context,
            isAgreed: false,
            escape.After.NameLocation,
            $"The package '{escape.After.Name}' in '{escape.After.Directory}' escapes the {escape.Table} of {escape.Rule}, which held it {before}.",
            $"{PathFinding.Consent(context, [])}, with a policy that names it anew",
            ["rule", escape.After.Directory.Value, escape.Table, escape.Before.Name],
            new RelatedLocation(escape.Rule, "this rule of the policy held it"));
    }

    private static Diagnostic OfGain(ChangeContext context, RuleEscape gain) => Tell(
        context,
        isAgreed: false,
        gain.After.NameLocation,
        $"The package '{gain.After.Name}' in '{gain.After.Directory}' comes under the {gain.Table} of {gain.Rule} by its new name or directory.",
        $"{PathFinding.Consent(context, [])}, with a policy that names it anew; or choose another name",
        ["gain", gain.After.Directory.Value, gain.Table, gain.After.Name],
        new RelatedLocation(gain.Rule, "this line of the policy allows it"));

    // An advisor agrees for everybody.
    private static Diagnostic Tell(
        ChangeContext context, bool isAgreed, Location place, string message, string cure, ImmutableArray<string> key, params ImmutableArray<RelatedLocation> related)
    {
        var isTold = isAgreed || !context.Rights.IsJudged || context.Rights.HasAdvisor;
        return new Diagnostic(isTold ? Effect : Transfer, place, message, isTold ? "nothing to do, if that is meant" : cure, key) { RelatedLocations = related };
    }

    private static string Name(Agent? agent) => agent is null ? "nobody" : $"'{agent}'";

    private static string Name(string? layer) => layer is null ? "none" : $"'{layer}'";
}
