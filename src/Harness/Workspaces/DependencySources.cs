using Harness.Manifests;

namespace Harness.Workspaces;

/// <summary>The sources that the dependencies of one workspace name. Thousands of dependencies name a handful, so each is made once.</summary>
internal sealed class DependencySources(SourceSpellings spellings, CargoConfiguration configuration)
{
    private const string CratesIo = "crates-io";
    private readonly Dictionary<(string? Git, string Reference, string? Registry, string? Index), DependencySource> known = [];

    /// <summary>Returns the source of a declaration, and records its spelling.</summary>
    /// <param name="entry">A declaration. Its path, if any, is ignored.</param>
    public DependencySource Find(DependencyDeclaration entry)
    {
        var key = (entry.Git, entry.GitReference, entry.Registry, entry.RegistryIndex);
        return known.TryGetValue(key, out var source) ? source : known[key] = Create(entry);
    }

    private DependencySource Create(DependencyDeclaration entry)
    {
        var named = entry.Git ?? entry.RegistryIndex ?? entry.Registry ?? CratesIo;
        return new DependencySource(Print(entry), configuration.KeyOf(named), configuration.FindRegistry(named) ?? named);
    }

    private string Print(DependencyDeclaration entry)
    {
        if (entry.Git is { } git)
        {
            return $"git+{spellings.Spell("git+" + entry.GitReference, git)}{entry.GitReference}";
        }

        var url = entry.RegistryIndex ?? configuration.FindRegistry(entry.Registry ?? CratesIo);
        return url is null ? $"registry+{entry.Registry}"
            : url.StartsWith("sparse+", StringComparison.Ordinal) ? spellings.Spell("", url)
            : $"registry+{spellings.Spell("registry+", url)}";
    }
}
