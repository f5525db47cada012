using Harness.Placements;
using Harness.Policies;
using Harness.Workspaces;

namespace Harness.Reporting.Inquiries;

/// <summary>Writes the placement of a package under the policy, with the lines that decide it.</summary>
public static class PlacementText
{
    /// <summary>Writes a package's layer, slice and owner, each with its reason.</summary>
    /// <param name="package">The package.</param>
    /// <param name="policy">The policy and the codebase.</param>
    /// <param name="output">The output, which stays open.</param>
    public static void Write(Package package, BoundPolicy policy, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(output);
        foreach (var line in Lines(package, policy))
        {
            output.Write(VisibleText.Escape(line));
            output.Write('\n');
        }
    }

    private static IEnumerable<string> Lines(Package package, BoundPolicy policy)
    {
        yield return $"'{package.Name}' {package.Version}, {(package.Role == PackageRole.Member ? "a member" : "reached by path only")}: {package.NameLocation}";
        if (policy.FindLayer(package) is { } layer)
        {
            yield return $"  layer: '{layer}' ({layer.Location}), {LayerSource(package, policy, layer)}";
            yield return $"  slice: '{policy.GetSlice(package)}'";
        }
        else
        {
            yield return "  layer: none, " + Missing(policy.LayerTies, package, policy.Policy.Layers.IsEmpty ? "the policy has no layers" : "no selector of a layer names it");
        }

        yield return policy.FindOwner(package) is { } owner
            ? $"  owner: '{owner}' ({owner.Location}), {By(policy.OwnerSelectorOf(package)) ?? Around(package, policy)}"
            : "  owner: none, " + Missing(policy.OwnerTies, package, "no selector of an agent names it");
    }

    private static string LayerSource(Package package, BoundPolicy policy, Layer layer) =>
        By(policy.LayerSelectorOf(package))
        ?? (policy.DeclaredLayers.FirstOrDefault(d => d.Package == package && d.Layer == layer) is { } declared
            ? $"as its manifest says ({declared.Location})"
            : Around(package, policy));

    private static string? By(Selector? selector) => selector is null ? null : $"by '{selector.Text}' ({selector.Location})";

    private static string Around(Package package, BoundPolicy policy) =>
        policy.Codebase.FindPackageAround(package.Directory.Parent) is { } around ? $"with '{around.Name}' around it ({around.ManifestPath})" : "with the package around it";

    private static string Missing(IEnumerable<PlacementTie> ties, Package package, string otherwise) =>
        ties.FirstOrDefault(t => t.Package == package) is { } tie
            ? "these fit equally well: " + string.Join(", ", tie.Selectors.Select(s => $"'{s.Text}' ({s.Location})"))
            : otherwise;
}
