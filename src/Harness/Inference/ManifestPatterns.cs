namespace Harness.Inference;

/// <summary>Patterns that match several manifests: those in directories with one name, and those in sibling directories.</summary>
internal static class ManifestPatterns
{
    /// <summary>Returns the patterns that match two or more of some manifests, the most general first.</summary>
    public static IEnumerable<string> Find(string[] manifests)
    {
        var places = manifests.Select(m => m.Split('/')).Where(p => p.Length > 1).ToArray();
        var byName = places.GroupBy(p => p[^2], StringComparer.Ordinal).Where(g => g.Select(p => string.Join('/', p[..^2])).Distinct().Count() > 1)
            .Select(g => $"**/{g.Key}/Cargo.toml");
        var byParent = places.Where(p => p.Length > 2).GroupBy(p => string.Join('/', p[..^2]), StringComparer.Ordinal).Where(g => g.Count() > 1)
            .Select(g => $"{g.Key}/*/Cargo.toml");
        return [.. byName.Order(StringComparer.Ordinal), .. byParent.Order(StringComparer.Ordinal)];
    }
}
