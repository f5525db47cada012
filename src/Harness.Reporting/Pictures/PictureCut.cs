using System.Collections.Immutable;
using Harness.Graphs;
using Harness.Workspaces;

namespace Harness.Reporting.Pictures;

/// <summary>The part of a picture that a browser can handle: crates with findings first, then those with most edges.</summary>
public sealed class PictureCut
{
    private const int MaximumCrates = 2_000;
    private const int MaximumEdges = 30_000;
    private const int MaximumFindings = 1_000;

    private PictureCut(GraphPicture picture)
    {
        var graph = picture.Graph;
        var concerned = picture.Findings.SelectMany(f => new[] { f.Package, f.Edge?.From, f.Edge?.To }).OfType<Package>().ToHashSet();
        var degrees = graph.Edges.SelectMany(e => new[] { e.From, e.To }).CountBy(p => p).ToDictionary();
        var kept = graph.Packages
            .OrderByDescending(concerned.Contains)
            .ThenByDescending(p => degrees.GetValueOrDefault(p))
            .Take(MaximumCrates)
            .ToHashSet();
        Totals = [.. picture.Bands.Select(b => b.Packages.Length)];
        Bands = [.. picture.Bands.Select(b => b with { Packages = [.. b.Packages.Where(kept.Contains)] })];
        var broken = picture.Findings.Select(f => f.Edge).OfType<DependencyEdge>().ToHashSet();
        var edges = graph.Edges.Where(e => kept.Contains(e.From) && kept.Contains(e.To)).ToArray();
        Edges = edges.Length <= MaximumEdges ? [.. edges] : [.. edges.OrderByDescending(broken.Contains).Take(MaximumEdges)];
        Findings = [.. picture.Findings.Take(MaximumFindings)];
        OmittedCrates = graph.Packages.Length - kept.Count;
        OmittedEdges = graph.Edges.Length - Edges.Length;
        foreach (var finding in picture.Findings.AsSpan()[Findings.Length..])
        {
            (OmittedFindings, OmittedExcused) = finding.Excuse is null ? (OmittedFindings + 1, OmittedExcused) : (OmittedFindings, OmittedExcused + 1);
        }
    }

    /// <summary>The rows with the crates that are drawn.</summary>
    public ImmutableArray<PictureBand> Bands { get; }

    /// <summary>The number of crates in each row, including those left out.</summary>
    public ImmutableArray<int> Totals { get; }

    /// <summary>The edges that are drawn.</summary>
    public ImmutableArray<DependencyEdge> Edges { get; }

    /// <summary>The findings that are listed.</summary>
    public ImmutableArray<PictureFinding> Findings { get; }

    /// <summary>The number of crates left out.</summary>
    public int OmittedCrates { get; }

    /// <summary>The number of edges left out.</summary>
    public int OmittedEdges { get; }

    /// <summary>The number of findings that count and are left out.</summary>
    public int OmittedFindings { get; }

    /// <summary>The number of excused findings that are left out.</summary>
    public int OmittedExcused { get; }

    /// <summary>A value that indicates whether anything is left out.</summary>
    public bool IsCut => OmittedCrates + OmittedEdges + OmittedFindings + OmittedExcused > 0;

    /// <summary>Cuts a picture.</summary>
    /// <param name="picture">The picture.</param>
    public static PictureCut Create(GraphPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return new PictureCut(picture);
    }
}
