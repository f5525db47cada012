using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Text;
using Harness.Toml;
using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>The values that a package inherits from its workspace. The root is searched only when a value is inherited.</summary>
internal sealed class Inheritance(ManifestStore store, RootFinder roots, RepoPath path, CargoManifest manifest, RepoPath? loadedRoot)
{
    private bool searched;
    private WorkspaceSection? section;
    private RepoPath rootDirectory;

    /// <summary>Returns the value of a field, from the package or its workspace, or <see langword="null"/> if there is none.</summary>
    public TomlValue? Field(string key)
    {
        var own = manifest.PackageTable!.Find(key);
        if (own is null || !PackageSection.Inherits(own.Value))
        {
            return own?.Value;
        }

        return Find(At(own.KeySpan))?.Package?[key];
    }

    /// <summary>Returns the place of the value that counts, the package's own or the workspace's.</summary>
    public Location PlaceOf(string key)
    {
        var own = manifest.PackageTable!.Find(key);
        return own is null ? At(manifest.Package!.KeySpan)
            : PackageSection.Inherits(own.Value) && section is { Package: { } shared } && shared.Find(key) is { } entry ? new Location(section.Location.Text, entry.KeySpan)
            : At(own.KeySpan);
    }

    /// <summary>Refuses every field that the workspace does not define.</summary>
    public void CheckFields()
    {
        foreach (var entry in manifest.PackageTable!.Entries)
        {
            if (PackageSection.IsInheritable(entry.Key) && PackageSection.Inherits(entry.Value)
                && Find(At(entry.KeySpan)) is { } root && root.Package?.Find(entry.Key) is null && !IsDefaultReadme(entry.Key))
            {
                store.RefuseManifest(At(entry.KeySpan), $"'package.{entry.Key}' is inherited, but 'workspace.package.{entry.Key}' is not defined.", $"define it in '{root.Location.Path}', or write a value here");
            }
        }

        CheckLints();
    }

    private void CheckLints()
    {
        if (manifest.Root["lints"]?.AsTable?.Find("workspace") is not { } inherits || Find(At(inherits.KeySpan)) is not { } root)
        {
            return;
        }

        if (root.Lints is null)
        {
            store.RefuseManifest(At(inherits.KeySpan), "'lints' is inherited, but 'workspace.lints' is not defined.", $"define it in '{root.Location.Path}', or list the lints here");
        }
        else if (LintRules.FindBadCheckCfg(root.Lints) is { } bad)
        {
            store.RefuseManifest(new Location(root.Location.Text, bad.KeySpan), "'check-cfg' is no array of strings.", "write an array of strings");
        }
    }

    /// <summary>Returns the entry of <c>[workspace.dependencies]</c> and the directory its path starts from.</summary>
    public (DependencyDeclaration Entry, RepoPath Directory)? Dependency(DependencyDeclaration declaration)
    {
        if (Find(declaration.Location) is not { } root)
        {
            return null;
        }

        if (root.Dependencies?.GetValueOrDefault(declaration.Key) is not { } entry)
        {
            store.RefuseManifest(declaration.Location, $"'{declaration.Key}' is inherited, but 'workspace.dependencies' of '{root.Location.Path}' does not hold it.", "add it there, or name a source here");
            return null;
        }

        foreach (var problem in entry.Problems)
        {
            store.Report(problem);
        }

        return (entry, rootDirectory);
    }

    private Location At(SourceSpan span) => new(manifest.Text, span);

    private bool IsDefaultReadme(string key) =>
        key == "readme" && (store.Exists(rootDirectory.Combine("README.md")) || store.Exists(rootDirectory.Combine("README.txt")) || store.Exists(rootDirectory.Combine("README")));

    private WorkspaceSection? Find(Location askedBy)
    {
        if (searched)
        {
            return section;
        }

        searched = true;
        var root = manifest.Workspace is not null ? path : roots.Find(path, manifest, loadedRoot);
        rootDirectory = root?.Parent ?? path.Parent;
        section = root is null ? null : store.Load(root.Value, askedBy)?.Workspace;
        if (section is null)
        {
            store.RefuseManifest(askedBy, "something is inherited, but the package belongs to no workspace.", "write the values here, or add the package to a workspace");
        }

        return section;
    }
}
