using System.Globalization;
using System.Text;
using Harness.Graphs;
using Harness.Manifests;
using Harness.Workspaces;

namespace Harness.Reporting.Pictures;

/// <summary>
/// Writes a picture as a graph for Graphviz: the judged edges and those with findings. Names appear only in quotes, so that none is read as syntax,
/// such as a port, attribute, HTML label or escape.
/// </summary>
public static class DotPicture
{
    /// <summary>Writes a picture in the language of Graphviz.</summary>
    /// <param name="picture">The picture.</param>
    public static string Write(GraphPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var findings = picture.Findings.Where(f => f.Edge is not null).ToLookup(f => f.Edge!);
        var graph = new StringBuilder("digraph crates {\n  rankdir=TB;\n  node [shape=box, fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\", fontsize=10];\n");
        var numbers = new Dictionary<Package, int>();
        foreach (var (row, band) in picture.Bands.Index())
        {
            graph.Append(CultureInfo.InvariantCulture, $"  subgraph cluster_{row} {{\n    label={Quote(band.Name)};\n");
            foreach (var package in band.Packages)
            {
                numbers.Add(package, numbers.Count);
                graph.Append(CultureInfo.InvariantCulture, $"    c{numbers[package]} [label={Quote(package.Name)}, tooltip={Quote(package.ManifestPath.ToString())}];\n");
            }

            graph.Append("  }\n");
        }

        foreach (var edge in picture.Graph.Edges.Where(e => (e.Kinds & picture.JudgedKinds) != 0 || findings.Contains(e)))
        {
            graph.Append(CultureInfo.InvariantCulture, $"  c{numbers[edge.From]} -> c{numbers[edge.To]}{Attributes(edge, [.. findings[edge]])};\n");
        }

        return graph.Append("}\n").ToString();
    }

    // Only rule ids are labels, because they hold only letters and digits.
    private static string Attributes(DependencyEdge edge, PictureFinding[] findings)
    {
        var counted = findings.Where(f => f.Excuse is null).Select(f => f.Finding.Descriptor.Id).Distinct().ToArray();
        string[] all =
        [
            .. (edge.Kinds & DependencyKinds.Normal) != 0 ? Array.Empty<string>() : [(edge.Kinds & DependencyKinds.Build) != 0 ? "style=dashed" : "style=dotted"],
            .. counted.Length > 0 ? [$"color=\"#cf222e\"", "penwidth=2.5", $"label={Quote(string.Join(' ', counted))}"]
                : findings.Length > 0 ? ["color=\"#8250df\"", "penwidth=0.5"]
                : Array.Empty<string>(),
        ];
        return all.Length == 0 ? "" : $" [{string.Join(", ", all)}]";
    }

    // In quotes, Graphviz reads '\"' and, in labels, escapes such as \N and \l. Entities such as &lt; are read in any label.
    private static string Quote(string name)
    {
        const int MaximumName = 200;
        var text = new StringBuilder("\"");
        foreach (var rune in VisibleText.Escape(ShortText.Cut(name, MaximumName)).EnumerateRunes())
        {
            text.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '&' => "&amp;",
                _ => rune.ToString(),
            });
        }

        return text.Append('"').ToString();
    }
}
