using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Placements;

namespace Harness.Policies;

/// <summary>The source of the layer of a package.</summary>
internal enum LayerSource
{
    /// <summary>The layers' own <c>crates</c>.</summary>
    Crates,

    /// <summary>The manifests as well, by <c>layer-from</c>: layers may omit <c>crates</c>.</summary>
    Manifests,
}

/// <summary>Reads <c>layers</c>, in line or as tables.</summary>
internal sealed class LayerReader(PolicyLog log, SelectorParser selectors)
{
    private const string Arrow = "->";

    private static readonly ImmutableDictionary<string, SiblingRule> SiblingWords =
        ImmutableDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("deny", SiblingRule.Deny), KeyValuePair.Create("allow", SiblingRule.Allow)]);

    public ImmutableArray<Layer> Read(TableReader root, LayerSource source)
    {
        var layers = ImmutableArray.CreateBuilder<Layer>();
        var byName = new Dictionary<string, Layer>(StringComparer.Ordinal);
        foreach (var table in root.Tables("layers"))
        {
            var layer = ReadLayer(table, layers.Count, source);
            if (layer.Name.Length > 0 && !byName.TryAdd(layer.Name, layer))
            {
                log.Report(
                    table.SpanOf("name"),
                    $"There are two layers '{layer.Name}'.",
                    "rename one, or make them one",
                    new RelatedLocation(byName[layer.Name].Location, "the first one"));
                continue;
            }

            layers.Add(layer);
        }

        return layers.ToImmutable();
    }

    private Layer ReadLayer(TableReader table, int index, LayerSource source)
    {
        var name = table.RequiredText("name");
        if (name.Any(c => c is '@' or '!' || char.IsWhiteSpace(c)))
        {
            log.Report(table.SpanOf("name"), $"'{name}' is no name of a layer.", "leave out '@', '!' and white space");
        }

        var crates = source == LayerSource.Crates || table.Has("crates") ? table.SomeTexts("crates") : table.Texts("crates") ?? [];
        var layer = new Layer
        {
            Name = name,
            Index = index,
            Crates = selectors.ParseAll(crates, SelectorPlace.Layer),
            Siblings = table.Choice("siblings", SiblingWords) ?? SiblingRule.Deny,
            Slices = selectors.ParseAll(table.Texts("slices") ?? [], SelectorPlace.Slice),
            Edges = [.. (table.Texts("edges") ?? []).Select(ReadEdge).OfType<LayerEdge>()],
            Location = log.At(table.SpanOf("name")),
        };
        table.Close();
        return layer;
    }

    private LayerEdge? ReadEdge(Placed text) =>
        SplitEdge(log, text) is not var (from, to) ? null
        : selectors.Parse(from, SelectorPlace.Edge) is { } user && selectors.Parse(to, SelectorPlace.Edge) is { } used
            ? new LayerEdge(user, used, log.At(text.Span)) : null;

    /// <summary>Returns the two ends of <c>a -> b</c>, each with the place of the whole: a string's escapes leave no exact place inside.</summary>
    public static (Placed From, Placed To)? SplitEdge(PolicyLog log, Placed text)
    {
        var at = text.Text.IndexOf(Arrow, StringComparison.Ordinal);
        if (at >= 0 && text.Text.IndexOf(Arrow, at + Arrow.Length, StringComparison.Ordinal) < 0)
        {
            var (from, to) = (text.Text[..at].Trim(), text.Text[(at + Arrow.Length)..].Trim());
            if (from.Length > 0 && to.Length > 0)
            {
                return (text with { Text = from }, text with { Text = to });
            }
        }

        log.Report(text.Span, $"'{text.Text}' is no edge.", "write the two ends with '->' between them, as in 'app -> core'");
        return null;
    }
}
