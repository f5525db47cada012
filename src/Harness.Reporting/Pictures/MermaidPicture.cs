using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Harness.Diagnostics;
using Harness.Graphs;
using Harness.Manifests;
using Harness.Workspaces;

namespace Harness.Reporting.Pictures;

/// <summary>
/// Writes a picture as a Mermaid flowchart, for READMEs: the judged edges and those with findings. A picture beyond Mermaid's own limits, which
/// GitHub uses, becomes a chart of the rows with counts.
/// </summary>
public static class MermaidPicture
{
    // Mermaid's maxTextSize is 50,000 characters, its maxEdges 500.
    private const int MaximumLength = 49_000;
    private const int MaximumEdges = 500;
    private const int MaximumNewEdges = 100;

    /// <summary>Writes a picture as the text of a Mermaid code block.</summary>
    /// <param name="picture">The picture.</param>
    public static string Write(GraphPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var broken = picture.Findings.Where(f => f.Excuse is null).Select(f => f.Edge).OfType<DependencyEdge>().ToHashSet();
        var edges = picture.Graph.Edges.Where(e => (e.Kinds & picture.JudgedKinds) != 0 || broken.Contains(e)).ToArray();
        var whole = edges.Length <= MaximumEdges ? WriteCrates(picture, edges) : null;
        return whole is { Length: <= MaximumLength } ? whole : WriteBands(picture, edges, broken);
    }

    /// <summary>
    /// Writes the new edges of a change as the text of a Mermaid code block, with those with findings in red. If there are very many, only the first
    /// are written.
    /// </summary>
    /// <param name="edges">The edges.</param>
    /// <param name="findings">The findings. Those on a line that declares one of the edges are shown.</param>
    public static string WriteNewEdges(ImmutableArray<DependencyEdge> edges, IEnumerable<Diagnostic> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var rules = findings.ToLookup(f => f.Location, f => f.Descriptor.Id);
        var chart = new StringBuilder("flowchart LR\n");
        var shown = edges.Length <= MaximumNewEdges ? edges : edges[..MaximumNewEdges];
        if (shown.Length < edges.Length)
        {
            chart.Append(CultureInfo.InvariantCulture, $"  %% left out: {edges.Length - shown.Length} arrows\n");
        }

        var numbers = shown.SelectMany(e => new[] { e.From, e.To }).Distinct().Index().ToDictionary(p => p.Item, p => p.Index);
        foreach (var (package, number) in numbers)
        {
            chart.Append(CultureInfo.InvariantCulture, $"  c{number}[\"{Escape(package.Name)}\"]\n");
        }

        return AppendArrows(chart, shown, numbers, edge => [.. edge.Declarations.SelectMany(d => rules[d.Location]).Distinct()]).ToString();
    }

    private static string WriteCrates(GraphPicture picture, DependencyEdge[] edges)
    {
        var chart = new StringBuilder("flowchart TD\n");
        var numbers = new Dictionary<Package, int>();
        foreach (var (band, index) in picture.Bands.Select((b, i) => (b, i)))
        {
            chart.Append(CultureInfo.InvariantCulture, $"  subgraph L{index}[\"{Escape(band.Name)}\"]\n");
            foreach (var package in band.Packages)
            {
                numbers.Add(package, numbers.Count);
                chart.Append(CultureInfo.InvariantCulture, $"    c{numbers[package]}[\"{Escape(package.Name)}\"]\n");
            }

            chart.Append("  end\n");
        }

        var rules = picture.Findings.Where(f => f is { Excuse: null, Edge: not null }).ToLookup(f => f.Edge!, f => f.Finding.Descriptor.Id);
        return AppendArrows(chart, edges, numbers, edge => [.. rules[edge].Distinct()]).ToString();
    }

    private static StringBuilder AppendArrows(
        StringBuilder chart, IReadOnlyList<DependencyEdge> edges, Dictionary<Package, int> numbers, Func<DependencyEdge, string[]> rulesOf)
    {
        var red = new List<int>();
        foreach (var (at, edge) in edges.Index())
        {
            var rules = rulesOf(edge);
            var label = rules.Length > 0 ? $"|{string.Join(' ', rules)}|" : "";
            chart.Append(CultureInfo.InvariantCulture, $"  c{numbers[edge.From]} {Arrow(edge.Kinds)}{label} c{numbers[edge.To]}\n");
            if (rules.Length > 0)
            {
                red.Add(at);
            }
        }

        return AppendRed(chart, red);
    }

    private static string WriteBands(GraphPicture picture, DependencyEdge[] edges, HashSet<DependencyEdge> broken)
    {
        var chart = new StringBuilder("flowchart TD\n");
        chart.Append(CultureInfo.InvariantCulture, $"  %% {picture.Graph.Packages.Length} crates with {edges.Length} edges are too many for Mermaid: one box a row, with counts\n");
        var rows = picture.Bands.SelectMany((band, row) => band.Packages.Select(p => (p, row))).ToDictionary(x => x.p, x => x.row);
        foreach (var (row, band) in picture.Bands.Take(MaximumEdges).Index())
        {
            chart.Append(CultureInfo.InvariantCulture, $"  L{row}[\"{Escape(band.Name)} ({band.Packages.Length} {(band.Packages.Length == 1 ? "crate" : "crates")})\"]\n");
        }

        var between = edges.Where(e => rows[e.From] != rows[e.To] || broken.Contains(e))
            .GroupBy(e => (From: rows[e.From], To: rows[e.To]))
            .Where(g => g.Key.From < MaximumEdges && g.Key.To < MaximumEdges)
            .Select(g => (g.Key.From, g.Key.To, Count: g.Count(), Broken: g.Count(broken.Contains)))
            .ToArray();
        var shown = between.OrderByDescending(b => b.Broken).ThenByDescending(b => b.Count).Take(MaximumEdges).OrderBy(b => (b.From, b.To)).ToArray();
        if (shown.Length < between.Length || picture.Bands.Length > MaximumEdges)
        {
            chart.Append(CultureInfo.InvariantCulture, $"  %% left out: {between.Length - shown.Length} arrows, {Math.Max(0, picture.Bands.Length - MaximumEdges)} rows\n");
        }

        foreach (var (from, to, count, wrong) in shown)
        {
            var label = wrong == 0 ? $"{count}" : $"{count}, {wrong} not allowed";
            chart.Append(CultureInfo.InvariantCulture, $"  L{from} -->|{label}| L{to}\n");
        }

        return AppendRed(chart, [.. shown.Index().Where(b => b.Item.Broken > 0).Select(b => b.Index)]).ToString();
    }

    private static StringBuilder AppendRed(StringBuilder chart, List<int> links) =>
        links.Count == 0 ? chart : chart.Append("  linkStyle ").AppendJoin(',', links).Append(" stroke:#d1242f,stroke-width:3px\n");

    private static string Arrow(DependencyKinds kinds) =>
        (kinds & DependencyKinds.Normal) != 0 ? "-->" : (kinds & DependencyKinds.Build) != 0 ? "==>" : "-.->";

    // Everything but plain letters and marks becomes a Mermaid entity: a code point between '#' and ';'. Names are cut, so that labels stay short and
    // readable.
    private static string Escape(string name)
    {
        const int MaximumName = 80;
        var label = new StringBuilder();
        foreach (var rune in name.EnumerateRunes().Take(MaximumName))
        {
            if (rune.IsAscii && (Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '-' or '_' or '.' or '/'))
            {
                label.Append((char)rune.Value);
            }
            else
            {
                label.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
            }
        }

        return label.ToString();
    }
}
