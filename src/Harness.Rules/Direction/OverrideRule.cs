using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;

namespace Harness.Rules.Direction;

/// <summary>HRN2006: <c>[patch]</c>, <c>[replace]</c> or a Cargo configuration leads a dependency to a package of the tree.</summary>
internal sealed class OverrideRule : WorkspaceRule
{
    /// <summary>The kind of findings that the rule reports.</summary>
    public static DiagnosticDescriptor Descriptor { get; } =
        new("HRN2006", "override-changes-graph", "An override redirects dependencies to a package of the tree", DiagnosticCategory.Direction, DiagnosticSeverity.Warning);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var overridden = context.Codebase.Packages.SelectMany(p => p.Dependencies)
            .Where(d => d.OverrideLocation is not null)
            .GroupBy(d => (Place: d.OverrideLocation!, d.Resolved));
        foreach (var entry in overridden.Where(e => e.Key.Resolved is not null))
        {
            var (place, target) = entry.Key;
            var users = entry.Select(d => d.Owner).Distinct().ToList();
            var isOwn = entry.All(d => d.IsPatchedToMember);
            var finding = new Diagnostic(
                Descriptor,
                place,
                $"This override leads '{entry.First().Name}' to '{target!.Directory}' for {users.Count} package(s), '{users[0].Name}' first.",
                isOwn ? "nothing to do: everything is built with the workspace's own member"
                    : "keep it where the repository means its own package, as samples do, and let 'harness baseline' hold it; else depend on it by path, or remove the override before it is merged",
                entry.First().Name,
                target.Directory.ToString())
            {
                Package = target.Name,
                KeyNames = [target.Directory],
                KeyPaths = [null, target.Directory],
                RelatedLocations = [.. entry.Take(10).Select(d => new RelatedLocation(d.Location, $"'{d.Owner.Name}' asks for '{d.Name}' here"))],
            };
            yield return isOwn ? finding.WithSeverity(DiagnosticSeverity.Note) : finding;
        }
    }
}
