using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Text;
using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>Creates packages from manifests. It fills in inherited values and reports errors that Cargo would report.</summary>
internal sealed class PackageReader(ManifestStore store, RootFinder roots, CargoConfiguration configuration)
{
    private readonly DependencySources sources = new(store.Sources, configuration);

    /// <summary>Returns the package of a manifest.</summary>
    /// <param name="path">The manifest's path.</param>
    /// <param name="manifest">A manifest with a package.</param>
    /// <param name="role">The role of the package.</param>
    /// <param name="loadedRoot">The root of the workspace that is being loaded.</param>
    public Package Read(RepoPath path, CargoManifest manifest, PackageRole role, RepoPath? loadedRoot)
    {
        if (store.Unseen.Find(path) is { } unseen)
        {
            return CreateUnseen(path, manifest, role, unseen);
        }

        var inheritance = new Inheritance(store, roots, path, manifest, loadedRoot);
        inheritance.CheckFields();
        var edition = inheritance.Field("edition")?.AsString ?? "2015";
        var is2024 = string.CompareOrdinal(edition, "2024") >= 0;
        CheckEdition(manifest, edition, inheritance);
        CheckUnderscores(manifest, is2024);
        var version = inheritance.Field("version")?.AsString;
        CheckPublish(manifest, version, inheritance);
        var package = new Package
        {
            Name = manifest.PackageName!,
            Version = version is null ? "0.0.0" : SemanticVersion.Parse(version)?.ToString() ?? version,
            ManifestPath = path,
            Manifest = manifest,
            NameLocation = new Location(manifest.Text, manifest.PackageTable!.Find("name")!.KeySpan),
            Role = role,
            Targets = new TargetFinder(store, path.Parent, manifest, edition).Find(),
        };
        package.Complete(ReadDependencies(package, inheritance, is2024));
        MeetOverrides(manifest);
        return package;
    }

    private static Package CreateUnseen(RepoPath path, CargoManifest manifest, PackageRole role, UnseenManifest unseen)
    {
        var package = new Package
        {
            Name = unseen.Name,
            Version = "0.0.0",
            ManifestPath = path,
            Manifest = manifest,
            NameLocation = unseen.AskedBy,
            Role = role,
            Submodule = unseen.Submodule,
        };
        package.Complete([]);
        return package;
    }

    /// <summary>Records the sources of overrides, which Cargo reads after the dependencies of their manifest.</summary>
    public void MeetOverrides(CargoManifest manifest)
    {
        foreach (var entry in manifest.Replacements.Select(r => r.Entry).Concat(manifest.Patches.Select(p => p.Entry)))
        {
            if (entry.Path is null)
            {
                sources.Find(entry);
            }
        }
    }

    // An edition of the package's own is checked with its manifest.
    private void CheckEdition(CargoManifest manifest, string edition, Inheritance inheritance)
    {
        if (!PackageSection.IsEdition(edition, store.ChannelOf(manifest.Text.Path)))
        {
            store.RefuseManifest(inheritance.PlaceOf("edition"), $"'{edition}' is no edition.", "write one of \"2015\", \"2018\", \"2021\", \"2024\"");
        }
        else if (inheritance.Field("rust-version")?.AsString is { } rust && PackageRules.MissingRust(rust, edition) is { } least)
        {
            store.RefuseManifest(
                inheritance.PlaceOf("rust-version"),
                $"'rust-version' of '{manifest.PackageName}' is {rust}, but the {edition} edition needs {least}.",
                "raise 'rust-version', or take an older edition");
        }
    }

    private void CheckPublish(CargoManifest manifest, string? version, Inheritance inheritance)
    {
        if (version is null && inheritance.Field("publish") is { } publish && (publish.AsBoolean ?? publish.Items.Count > 0))
        {
            store.RefuseManifest(inheritance.PlaceOf("publish"), $"'{manifest.PackageName}' may be published, but has no version.", "add 'version' to '[package]'");
        }
    }

    private void CheckUnderscores(CargoManifest manifest, bool is2024)
    {
        if (!is2024)
        {
            return;
        }

        if (manifest.Root.Find("project") is { } project)
        {
            store.RefuseManifest(new Location(manifest.Text, project.KeySpan), "'[project]' is not taken since the 2024 edition.", "write '[package]'");
        }

        foreach (var entry in manifest.UnderscoreKeys)
        {
            RefuseUnderscore(new Location(manifest.Text, entry.KeySpan), entry.Key);
        }
    }

    private void RefuseUnderscore(Location location, string key) =>
        store.RefuseManifest(location, $"'{key}' is not taken since the 2024 edition.", $"write '{key.Replace('_', '-')}'");

    private ImmutableArray<Dependency> ReadDependencies(Package package, Inheritance inheritance, bool is2024)
    {
        var result = ImmutableArray.CreateBuilder<Dependency>();
        var declared = new Dictionary<string, (string? Source, RepoPath? Path)>(StringComparer.Ordinal);
        foreach (var table in package.Manifest.Dependencies)
        {
            foreach (var declaration in table.Declarations)
            {
                if (Read(package, table, declaration, inheritance, is2024) is not { } dependency)
                {
                    continue;
                }

                result.Add(dependency);
                if (!declared.TryAdd(declaration.Key, (dependency.Source, dependency.Path)) && declared[declaration.Key] != (dependency.Source, dependency.Path))
                {
                    store.RefuseManifest(declaration.Location, $"the dependency '{declaration.Key}' has different sources in different tables.", "take it from one source everywhere, or give one of them another key");
                }
            }
        }

        return result.ToImmutable();
    }

    private Dependency? Read(Package package, DependencyTable table, DependencyDeclaration own, Inheritance inheritance, bool is2024)
    {
        var (entry, directory) = (own, package.Directory);
        if (own.Inherits)
        {
            if (inheritance.Dependency(own) is not { } inherited)
            {
                return null;
            }

            (entry, directory) = inherited;
        }

        if (is2024 && (own.HasUnderscore || entry.HasUnderscore))
        {
            RefuseUnderscore(own.Location, "default_features");
        }

        if (is2024 && own.Inherits && own.DefaultFeatures == false && entry.DefaultFeatures != false)
        {
            store.RefuseManifest(own.Location, $"'{own.Key}' says 'default-features = false', but the workspace's entry does not.", $"say it in 'workspace.dependencies.{own.Key}'");
        }

        return Create(package, table, own, entry, directory);
    }

    private Dependency Create(Package package, DependencyTable table, DependencyDeclaration own, DependencyDeclaration entry, RepoPath directory)
    {
        var isPath = entry.Path is not null && entry.Git is null;
        return new Dependency
        {
            Owner = package,
            Name = entry.Name,
            Rename = entry.Package is null ? null : own.Key,
            Kind = table.Kind,
            Target = table.Target,
            IsOptional = own.Optional ?? false,
            RequiredVersions = entry.Requirement ?? VersionRequirement.Any,
            Origin = isPath ? null : sources.Find(entry),
            Path = isPath ? store.Resolve(directory, entry.Path!, entry.Location) : null,
            Features = Features(own, entry),
            UsesDefaultFeatures = (own.Inherits && own.DefaultFeatures == true) || (entry.DefaultFeatures ?? true),
            Location = own.Location,
            WorkspaceLocation = own.Inherits ? entry.Location : null,
        };
    }

    private static ImmutableArray<string> Features(DependencyDeclaration own, DependencyDeclaration entry)
    {
        ImmutableArray<string> first = entry.Features.IsDefault ? [] : entry.Features;
        return !own.Inherits || own.Features.IsDefaultOrEmpty ? first : first.AddRange(own.Features);
    }
}
