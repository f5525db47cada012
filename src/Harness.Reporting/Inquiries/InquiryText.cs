using System.Collections.Immutable;
using System.Globalization;
using Harness.Analysis.Inquiries;
using Harness.Diagnostics;
using Harness.Graphs;
using Harness.Manifests;
using Harness.Placements;
using Harness.Policies;
using Harness.Workspaces;

namespace Harness.Reporting.Inquiries;

/// <summary>Answers about edges and packages as text for people.</summary>
public sealed class InquiryText
{
    // The maximum number of names of a layer to list. If there are more, the smaller group of allowed or denied ones is listed, or the first names.
    private const int MaximumNames = 8;
    private const int MaximumLines = 40;

    private readonly TextWriter output;
    private readonly BoundPolicy policy;

    /// <summary>Creates a text about a tree under its policy.</summary>
    /// <param name="output">The output, which stays open.</param>
    /// <param name="policy">The policy and the codebase.</param>
    public InquiryText(TextWriter output, BoundPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(policy);
        this.output = output;
        this.policy = policy;
    }

    /// <summary>Writes whether a package may use another, whether it does, and through which paths.</summary>
    /// <param name="answer">The answer.</param>
    public void Write(EdgeAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        WriteVerdict(answer);
        Line("");
        WriteList(
            answer.Declarations.IsEmpty ? "It does not directly." : $"It does, by {CountText.Format(answer.Declarations.Length, "line")}:",
            answer.Declarations.Select(DeclarationText.Format));
        WriteList("A check reports:", answer.Findings.Select(f => $"{f.Location}: {f.Severity.ToText()}[{f.Descriptor.Id}] {f.Message}"));
        if (answer.Verdict.To is not null)
        {
            Line("");
            WriteChains(answer);
        }
    }

    /// <summary>Writes the packages that a package uses and may use, or that use it and may use it.</summary>
    /// <param name="answer">The answer.</param>
    public void Write(PackageAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var uses = answer.Direction == DependencyDirection.Forward;
        var name = Name(answer.Package, answer.Name);
        WriteList(
            answer.Declared.IsEmpty ? (uses ? $"{name} uses nothing." : $"Nothing uses {name}.")
                : uses ? $"{name} uses {CountText.Format(answer.Declared.Length, "crate")}:"
                : $"{name} is used by {CountText.Format(answer.Declared.Length, "crate")}:",
            answer.Declared.Select(d => $"{Name(uses ? d[0].Resolved : d[0].Owner, d[0].Name)}: {string.Join("; ", d.Select(DeclarationText.Format))}"));
        Line("");
        Line(answer.Groups.IsEmpty ? (uses ? "It may use no other crate of the tree." : "No other crate of the tree may use it.")
            : uses ? "It may use:" : "It may be used by:");
        foreach (var group in answer.Groups)
        {
            Line("  " + Describe(group));
        }

        Line(string.Create(CultureInfo.InvariantCulture, $"Judged: {ReasonText.Format(policy.Policy.Workspace.Kinds)} dependencies."));
    }

    private void WriteVerdict(EdgeAnswer answer)
    {
        var (from, to) = (Name(answer.Verdict.From, answer.Verdict.From.Name), Name(answer.Verdict.To, answer.Verdict.Name));
        var denied = answer.ReportedKinds;
        var free = DependencyKinds.All & ~denied;
        Line(denied == DependencyKinds.None ? $"Yes: {from} may depend on {to}." : $"No: {from} may not depend on {to}.");
        foreach (var ruling in answer.Rulings)
        {
            Line($"  {ReasonText.Stance(ruling)}: " + Describe(ruling));
        }

        if (answer.Rulings.IsEmpty)
        {
            Line("  No forbid or confine speaks of it; layers order packages of the tree only.");
        }

        if (denied != DependencyKinds.None && free != DependencyKinds.None)
        {
            Line($"  free: as a {string.Join(" or ", ReasonText.List(free))} dependency it is not judged");
        }
    }

    private static string Describe(EdgeRuling ruling)
    {
        var reason = ruling.Reason;
        var place = reason.Location is { } location ? $"{location}: " : "";
        var rule = reason.RuleId is { } id ? $" ({id}{(ruling.Severity is { } s ? ", " + s.ToString().ToLowerInvariant() : ", which is off")})" : "";
        var instead = reason.Instead is { } other ? $"; use '{other}' instead" : "";
        var excuse = ruling.Exception is { } e
            ? string.Create(CultureInfo.InvariantCulture, $"; {e.Location}: excused through {e.Expires:yyyy-MM-dd}, owner '{e.Owner}': {e.Because}") : "";
        return $"{place}{ReasonText.Format(reason)}{rule}{instead}{excuse}";
    }

    private void WriteChains(EdgeAnswer answer)
    {
        if (answer.Chains.IsEmpty)
        {
            Line("No chain of dependencies leads there.");
            return;
        }

        Line(answer.Chains.Length == 1 ? "The only chain of dependencies:" : "The shortest chain of dependencies, then longer ones:");
        foreach (var chain in answer.Chains)
        {
            Line("  " + Spell(chain));
        }

        var count = answer.ChainCount;
        if (!count.IsExact || count.Count > answer.Chains.Length)
        {
            Line(string.Create(CultureInfo.InvariantCulture, $"{(count.IsExact ? "" : "More than ")}{count.Count:N0} chains in all."));
        }
    }

    private string Describe(LayerGroup group)
    {
        var total = group.Allowed.Length + group.Denied.Length;
        var layer = group.Layer is { } l ? $"layer '{l}'" : policy.Policy.Layers.IsEmpty ? "all crates" : "without a layer";
        var some = group.Denied.IsEmpty ? $"all {total}"
            : group.Allowed.IsEmpty ? $"none of {total}"
            : group.Allowed.Length <= group.Denied.Length || group.Denied.Length > MaximumNames ? $"{group.Allowed.Length} of {total}: {List(group.Allowed)}"
            : $"all {total} but {List(group.Denied)}";
        return $"{layer}: {some}";
    }

    private static string List(ImmutableArray<Package> packages) =>
        string.Join(", ", packages.Take(MaximumNames).Select(p => p.Name))
        + (packages.Length > MaximumNames ? string.Create(CultureInfo.InvariantCulture, $" and {packages.Length - MaximumNames} more") : "");

    // A step that is only a dev-dependency is marked, because the dev-dependencies of a dependency are not built.
    private static string Spell(ImmutableArray<DependencyEdge> chain) =>
        chain[0].From.Name + string.Concat(chain.Select(e => (e.Kinds == DependencyKinds.Dev ? " -(dev)-> " : " -> ") + e.To.Name));

    private string Name(Package? package, string name) =>
        package is null ? $"'{name}'" : policy.FindLayer(package) is { } layer ? $"'{package.Name}' ({layer})" : $"'{package.Name}'";

    private void WriteList(string title, IEnumerable<string> lines)
    {
        var all = lines.ToArray();
        if (all.Length == 0 && title.EndsWith(':'))
        {
            return;
        }

        Line(title);
        foreach (var line in all.Take(MaximumLines))
        {
            Line("  " + line);
        }

        if (all.Length > MaximumLines)
        {
            Line(string.Create(CultureInfo.InvariantCulture, $"  and {all.Length - MaximumLines} more; '--format json' has them all"));
        }
    }


    private void Line(string text)
    {
        output.Write(VisibleText.Escape(text));
        output.Write('\n');
    }
}
