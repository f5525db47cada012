using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Placements;
using Harness.Policies;
using Harness.Text;

namespace Harness.Rules.Hygiene;

/// <summary>HRN1003 and HRN1012: the policy names something that does not exist, so that the entry judges nothing.</summary>
internal sealed class DeadSelectorRule : WorkspaceRule
{
    private static readonly DiagnosticDescriptor Dead = new(
        "HRN1003", "dead-selector", "A selector matches nothing", DiagnosticCategory.Policy, DiagnosticSeverity.Error)
    {
        IsScopable = false,
        CanFollowFromFix = true,
    };

    // Apart from the first: the last use of a crate may well go in the change that the policy asked for.
    private static readonly DiagnosticDescriptor Unused = new(
        "HRN1012", "unused-crate-selector", "No manifest declares the crate that a rule of the policy names", DiagnosticCategory.Policy, DiagnosticSeverity.Warning)
    {
        IsScopable = false,
        CanFollowFromFix = true,
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Dead, Unused];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var packages = context.Codebase.Packages.Select(p => p.Name).Distinct(StringComparer.Ordinal).ToArray();
        var declared = context.Codebase.Packages.SelectMany(p => p.Dependencies).Select(d => d.Name).Distinct(StringComparer.Ordinal).ToArray();
        foreach (var dead in context.Policy.DeadSelectors)
        {
            var names = dead.Domain switch
            {
                SelectorDomain.Packages => packages,
                SelectorDomain.Crates => [.. packages, .. declared],
                SelectorDomain.Manifests => context.Codebase.Manifests.Select(m => m.Path.Value),
                _ => [],
            };
            yield return new Diagnostic(
                dead.Domain == SelectorDomain.Crates ? Unused : Dead,
                dead.Location,
                $"'{dead.Text}' in {dead.Table} matches {What(dead.Domain)}.",
                dead.Domain == SelectorDomain.Edges ? "name the kinds of the edges that there are as well, or take 'kinds' out"
                    : NearestName.Suggest(dead.Text, names) + $"if it is to come, or must never come back, write \"{Planned(dead)}\" in 'planned' of [workspace] as well; else take it out",
                dead.Table,
                dead.Text);
        }
    }

    // Without '/' it would be a package's name there.
    private static string Planned(DeadSelector dead) =>
        dead.Domain == SelectorDomain.Paths && !dead.Text.Contains('/', StringComparison.Ordinal) ? "./" + dead.Text : dead.Text.TrimStart('!');

    private static string What(SelectorDomain domain) => domain switch
    {
        SelectorDomain.Packages => "no package",
        SelectorDomain.Crates => "no package and no declared dependency",
        SelectorDomain.Manifests => "no manifest",
        SelectorDomain.Edges => "no edge between packages",
        _ => "no path of the tree",
    };
}
