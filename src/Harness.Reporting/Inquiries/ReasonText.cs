using System.Collections.Immutable;
using Harness.Analysis.Inquiries;
using Harness.Manifests;
using Harness.Placements;
using Harness.Policies;

namespace Harness.Reporting.Inquiries;

/// <summary>The sentences for the reasons why an edge is allowed or denied.</summary>
internal static class ReasonText
{
    /// <summary>Returns the sentence for a reason.</summary>
    public static string Format(EdgeReason reason) => reason.Kind switch
    {
        EdgeReasonKind.NoOrder => "one of the two has no layer, so no order holds between them",
        EdgeReasonKind.LowerLayer => $"layer '{reason.Layers!.Value.To}' is below '{reason.Layers.Value.From}'",
        EdgeReasonKind.HigherLayer => $"layer '{reason.Layers!.Value.To}' is above '{reason.Layers.Value.From}'",
        EdgeReasonKind.SameSlice => $"both are in one slice of layer '{reason.Layers!.Value.To}'",
        EdgeReasonKind.SiblingsAllowed => $"layer '{reason.Layers!.Value.To}' lets its crates use one another",
        EdgeReasonKind.ListedEdge => $"layer '{reason.Layers!.Value.To}' lists the edge '{reason.Edge}'",
        EdgeReasonKind.UnlistedSibling => $"both are in layer '{reason.Layers!.Value.To}', whose edges do not list it",
        EdgeReasonKind.Forbidden => $"a forbid names the two: {reason.Because}",
        EdgeReasonKind.ForbiddenWay => $"it would lead from '{reason.Ends!.From}' to '{reason.Ends.To}', which a transitive forbid denies: {reason.Because}",
        EdgeReasonKind.ConfinedUsers => $"a confine lets only {Names(reason.Confine!.Users)} use it: {reason.Because}",
        _ => $"a confine lets it use only {Names(reason.Confine!.Uses)}: {reason.Because}",
    };

    /// <summary>Returns the word before the reason: allowed or denied.</summary>
    public static string Stance(EdgeRuling ruling) =>
        !ruling.Reason.Denies ? ruling.Reason.Kind == EdgeReasonKind.NoOrder ? "silent" : "for"
        : ruling.Severity is null ? "off"
        : ruling.Exception is not null ? "excused"
        : "against";

    /// <summary>Kinds in the order of the manifest's tables: <c>normal, build</c>.</summary>
    public static string Format(DependencyKinds kinds) => string.Join(", ", List(kinds));

    /// <summary>Kinds one by one.</summary>
    public static IEnumerable<string> List(DependencyKinds kinds) =>
        new[] { DependencyKind.Normal, DependencyKind.Build, DependencyKind.Dev }.Where(k => kinds.Includes(k)).Select(k => k.ToText());

    private static string Names(ImmutableArray<Selector>? selectors) =>
        selectors is { IsDefaultOrEmpty: false } some ? string.Join(", ", some.Select(s => $"'{s.Text}'")) : "nothing of the workspace";
}
