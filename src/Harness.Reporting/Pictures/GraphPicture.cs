using System.Collections.Immutable;
using System.Globalization;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Graphs;
using Harness.Manifests;
using Harness.Placements;
using Harness.Policies;
using Harness.Text;
using Harness.Workspaces;

namespace Harness.Reporting.Pictures;

/// <summary>A row of a picture: a layer of the policy or, without one, a level of the graph.</summary>
/// <param name="Name">The name of the row.</param>
/// <param name="Source">The place in the policy, or <see langword="null"/> for a level, and for the crates without a layer.</param>
/// <param name="Packages">The crates in it, in the order of the codebase.</param>
public sealed record PictureBand(string Name, Location? Source, ImmutableArray<Package> Packages);

/// <summary>A finding in a picture.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Excuse">The reason why it does not count, if an exception or the baseline excuses it.</param>
/// <param name="IsBaselined">A value that indicates whether it is the baseline that excuses it.</param>
/// <param name="Edge">The edge of the picture that it is about, if any.</param>
/// <param name="Package">The crate whose manifest it is in, if any.</param>
public sealed record PictureFinding(Diagnostic Finding, string? Excuse, bool IsBaselined, DependencyEdge? Edge, Package? Package);

/// <summary>The content of a picture of the crates: rows of crates, the edges between them, and the findings.</summary>
public sealed class GraphPicture
{
    private GraphPicture(DependencyGraph graph, ImmutableArray<PictureBand> bands, ImmutableArray<PictureFinding> findings, BoundPolicy? policy)
    {
        Graph = graph;
        Bands = bands;
        Findings = findings;
        Policy = policy;
    }

    /// <summary>The dependency graph.</summary>
    public DependencyGraph Graph { get; }

    /// <summary>The rows, top first. None is empty.</summary>
    public ImmutableArray<PictureBand> Bands { get; }

    /// <summary>The findings, in the order of a check. Findings excused by exceptions and the baseline come last.</summary>
    public ImmutableArray<PictureFinding> Findings { get; }

    /// <summary>The policy, or <see langword="null"/> for a picture without one.</summary>
    public BoundPolicy? Policy { get; }

    /// <summary>The kinds of edges that the policy judges or, without a policy, that Cargo builds.</summary>
    public DependencyKinds JudgedKinds => Policy?.Policy.Workspace.Kinds ?? (DependencyKinds.Normal | DependencyKinds.Build);

    /// <summary>The number of edges that rules judge, as a check counts them, or <see langword="null"/> without a policy.</summary>
    public int? JudgedEdges { get; private init; }

    /// <summary>Returns a picture by the layers of a policy, or by levels if it has none, with the findings of a check.</summary>
    /// <param name="policy">The policy and the codebase.</param>
    /// <param name="result">The result of a check.</param>
    public static GraphPicture Create(BoundPolicy policy, AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(result);
        var graph = policy.Codebase.Graph;
        var edges = graph.Edges.SelectMany(e => e.Declarations.Select(d => (d.Location, Edge: e)))
            .DistinctBy(e => e.Location)
            .ToDictionary(e => e.Location, e => e.Edge);
        var packages = graph.Packages.ToDictionary(p => p.ManifestPath);
        var findings = result.Findings.Select(f => (Finding: f, Excuse: (string?)null, IsBaselined: false))
            .Concat(result.Excused.Select(e => (e.Finding, Excuse: (string?)ExcuseOf(e.Exception), IsBaselined: false)))
            .Concat(result.Baselined.Select(f => (Finding: f, Excuse: (string?)$"{Baseline.FileName} holds it: it was there before the policy judged", IsBaselined: true)))
            .Select(f => new PictureFinding(
                f.Finding, f.Excuse, f.IsBaselined, edges.GetValueOrDefault(f.Finding.Location), packages.GetValueOrDefault(f.Finding.Location.Path)));
        return new GraphPicture(graph, policy.Policy.Layers.IsEmpty ? GraphLevels.CreateBands(graph) : LayersOf(policy), [.. findings], policy) { JudgedEdges = result.Statistics.Edges };
    }

    /// <summary>Returns a picture without a policy. Each crate is one level above the highest crate that it uses.</summary>
    /// <param name="codebase">The codebase.</param>
    public static GraphPicture Create(Codebase codebase)
    {
        var graph = codebase.Graph;
        return new GraphPicture(graph, GraphLevels.CreateBands(graph), [], null);
    }

    private static string ExcuseOf(PolicyException exception) => string.Create(
        CultureInfo.InvariantCulture, $"{exception.Location}: excused through {exception.Expires:yyyy-MM-dd}: {exception.Because}");

    private static ImmutableArray<PictureBand> LayersOf(BoundPolicy policy)
    {
        var byLayer = policy.Codebase.Packages.ToLookup(policy.FindLayer);
        return
        [
            .. policy.Policy.Layers.Append(null)
                .Where(layer => byLayer.Contains(layer))
                .Select(layer => new PictureBand(layer?.Name ?? "no layer", layer?.Location, [.. byLayer[layer]])),
        ];
    }
}
