using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Graphs;
using Harness.Manifests;
using Harness.Placements;
using Harness.Policies;
using Harness.Workspaces;

namespace Harness.Rules.Direction;

/// <summary>HRN2003: a package uses a crate that a <c>[[forbid]]</c> forbids, directly or indirectly.</summary>
internal sealed class ForbiddenDependencyRule : WorkspaceRule
{
    /// <summary>The kind of findings that the rule reports.</summary>
    public static DiagnosticDescriptor Descriptor { get; } =
        new("HRN2003", "forbidden-dependency", "A package has a forbidden dependency", DiagnosticCategory.Direction, DiagnosticSeverity.Error) { Fix = FixKind.DeleteDependency };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Policy.Forbids.SelectMany(forbid => new Search(context, forbid).Run());
    }

    private sealed class Search(WorkspaceContext context, BoundForbid bound)
    {
        private readonly Forbid forbid = bound.Forbid;
        private readonly DependencyKinds kinds = bound.Kinds;

        public IEnumerable<Diagnostic> Run() =>
            bound.From.Packages.SelectMany(package => forbid.Reach == Reach.Direct ? Direct(package) : Transitive(package));

        private IEnumerable<Diagnostic> Direct(Package package)
        {
            var inside = context.Graph.EdgesFrom(package).Where(e => bound.Denies(package, e.To)).SelectMany(e => e.DeclarationsOf(kinds));
            var outside = package.ExternalsOf(kinds).Where(d => bound.Denies(package, d.Name));
            return inside.Concat(outside).Select(d => Report(d, d.Resolved?.Name ?? d.Name, far: null, []));
        }

        // One finding a pair of ends, on the first edge of the shortest path.
        private IEnumerable<Diagnostic> Transitive(Package package)
        {
            var reachable = context.Graph.FindReachable(package, kinds);
            foreach (var target in reachable.Where(t => bound.Denies(package, t)))
            {
                var path = context.Graph.FindShortestPath(package, target, kinds);
                yield return Report(path[0].DeclarationsOf(kinds).First(), target.Name, target.Name, path);
            }

            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var declaration in package.ExternalsOf(kinds).Where(d => bound.Denies(package, d.Name) && seen.Add(d.Name)))
            {
                yield return Report(declaration, declaration.Name, declaration.Name, []);
            }

            var built = kinds & ~DependencyKinds.Dev;
            var far = reachable.Where(t => t != package)
                .SelectMany(t => t.ExternalsOf(built))
                .Where(d => bound.Denies(package, d.Name) && !seen.Contains(d.Name))
                .GroupBy(d => d.Name);
            foreach (var crate in far)
            {
                var path = crate.Select(d => context.Graph.FindShortestPath(package, d.Owner, kinds)).MinBy(p => p.Length);
                yield return Report(path[0].DeclarationsOf(kinds).First(), crate.Key, crate.Key, path);
            }
        }

        private Diagnostic Report(Dependency declaration, string name, string? far, ImmutableArray<DependencyEdge> path)
        {
            var by = path.Length > 1 || (path.Length == 1 && path[0].To.Name != name) ? ", not even by way of others" : "";
            var help = forbid.Instead is { } instead ? $"use '{instead}' instead" : "remove the dependency, or what leads to it";
            return new EdgeFinding(context, declaration) { To = far, Rule = ("forbid", forbid.Location), Because = forbid.Because, Path = path }.Create(
                Descriptor,
                $"'{declaration.Owner.Name}' may not depend on '{name}'{by}: {forbid.Because}.",
                help);
        }
    }
}
