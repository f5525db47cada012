using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Graphs;
using Harness.Manifests;

namespace Harness.Rules.Direction;

/// <summary>Findings on the lines to cut so that packages, layers or owners use one another in no cycle any more.</summary>
/// <typeparam name="T">The type of the nodes in the cycle.</typeparam>
/// <param name="context">The input of the rule.</param>
/// <param name="quotient">The graph with the cycles.</param>
/// <param name="kinds">The kinds of dependencies that make it.</param>
internal sealed class CycleFindings<T>(WorkspaceContext context, Quotient<T> quotient, DependencyKinds kinds)
    where T : class
{
    // Whoever cuts so many cycles needs no picture of the next.
    private const int MaximumCycles = 50;
    private const int MaximumNames = 6;

    /// <summary>The kind of findings that the rule reports.</summary>
    public required DiagnosticDescriptor Descriptor { get; init; }

    /// <summary>A function that returns the name of a node.</summary>
    public required Func<T, string> NameOf { get; init; }

    /// <summary>The noun for the nodes, in the plural: <c>packages</c>.</summary>
    public required string Noun { get; init; }

    /// <summary>Returns every declaration that makes an edge of the cuts.</summary>
    public IEnumerable<Diagnostic> Find() => quotient.FindCycles().SelectMany(OfCycle);

    private IEnumerable<Diagnostic> OfCycle(QuotientCycle<T> cycle)
    {
        var help = Help(cycle);
        for (var at = 0; at < cycle.Cut.Length; at++)
        {
            var edge = cycle.Cut[at];
            var members = at < MaximumCycles ? quotient.FindCycle(edge) : [edge.From, edge.To];
            var names = string.Join(" -> ", members.Select(NameOf));
            foreach (var declaration in edge.Edges.SelectMany(e => e.DeclarationsOf(kinds)))
            {
                yield return new EdgeFinding(context, declaration).Create(
                    Descriptor,
                    $"'{declaration.Owner.Name}' depends on '{declaration.Resolved!.Name}' and closes a cycle of {Noun}: {names}.",
                    help);
            }
        }
    }

    private string Help(QuotientCycle<T> cycle)
    {
        var cuts = Listing([.. cycle.Cut.Select(e => $"'{NameOf(e.From)} -> {NameOf(e.To)}' ({e.Lines} line{(e.Lines == 1 ? "" : "s")})")]);
        var how = cycle.Method == CutMethod.Exact ? "no fewer lines do (every order was weighed)" : "few lines, by the heuristic of Eades, Lin and Smyth";
        return $"cut {cuts} and none of these {cycle.Groups.Length} {Noun} is in a cycle: {how}; move what both sides need into a package of its own";
    }

    private static string Listing(ImmutableArray<string> names) => names.Length <= MaximumNames ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(MaximumNames))} and {names.Length - MaximumNames} more";
}
