using Harness.Manifests;
using Harness.Toml;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Lockfiles;

/// <summary>The packages of the tree that a lock file covers: the members of its workspace and the packages that they reach by path.</summary>
internal sealed class LockScope
{
    private readonly Workspace workspace;
    private readonly Dictionary<(string Name, string Version), Package> locals = [];

    private LockScope(Workspace workspace)
    {
        this.workspace = workspace;
        var todo = new Queue<Package>(workspace.Members);
        while (todo.TryDequeue(out var package))
        {
            if (locals.TryAdd((package.Name, package.Version), package))
            {
                foreach (var dependency in Declared(package).Where(d => IsLocal(d)))
                {
                    todo.Enqueue(dependency.Resolved!);
                }
            }
        }
    }

    public IEnumerable<Package> Packages => locals.Values;

    /// <summary>The sources that the manifests name, without revisions, and crates.io.</summary>
    public IEnumerable<string> Origins => Packages.SelectMany(Declared).Select(d => d.Source).OfType<string>()
        .Concat(workspace.Manifest.Patches.Select(p => OriginOf(p.Entry)).OfType<string>())
        .Append(SourceUrl.CratesIo);

    /// <summary>Returns the scope of the lock file in a directory, or <see langword="null"/> if no judged workspace has its root there.</summary>
    public static LockScope? Find(Codebase codebase, RepoPath directory) =>
        codebase.Workspaces.FirstOrDefault(w => w.Directory == directory) is { } workspace ? new LockScope(workspace) : null;

    public Package? Find(LockedId id) => id.Source is null ? locals.GetValueOrDefault((id.Name, id.Version)) : null;

    public Package? FindByName(string name) => Packages.FirstOrDefault(p => p.Name == name);

    /// <summary>Returns the declarations that Cargo locks. Dev-dependencies of packages that are not members are not locked.</summary>
    public IEnumerable<Dependency> Declared(Package package) =>
        IsMember(package) ? package.Dependencies : package.Dependencies.Where(d => d.Kind != DependencyKind.Dev);

    /// <summary>Determines whether a declaration has to be locked. Packages that are not members may omit optional ones.</summary>
    public bool IsRequired(Dependency declared) => !declared.IsOptional || IsMember(declared.Owner);

    /// <summary>Determines whether a declaration may lead to a locked package.</summary>
    public bool Allows(Dependency declared, LockedId target)
    {
        if (declared.Name != target.Name)
        {
            return false;
        }

        if (IsLocal(declared))
        {
            return target.Source is null && declared.Resolved!.Version == target.Version;
        }

        return target.Origin is { } origin && IsSourceOf(declared, origin)
            && SemanticVersion.Parse(target.Version) is { } version && declared.RequiredVersions.Matches(version);
    }

    /// <summary>Returns the entries of <c>[patch]</c> and <c>[replace]</c> for a name.</summary>
    public string PatchesOf(string name) => string.Join('\n',
        workspace.Manifest.Patches.Where(p => p.Entry.Name == name).Select(p => $"{p.Source} {OriginOf(p.Entry)} {p.Entry.Path} {p.Entry.Requirement}")
            .Concat(workspace.Manifest.Replacements.Where(r => r.Replaced.Name == name).Select(r => $"{r.Entry.Key} {OriginOf(r.Entry)} {r.Entry.Path}")));

    /// <summary>The names that <c>[patch]</c> and <c>[replace]</c> are about.</summary>
    public IEnumerable<string> PatchedNames => workspace.Manifest.Patches.Select(p => p.Entry.Name)
        .Concat(workspace.Manifest.Replacements.Select(r => r.Replaced.Name));

    /// <summary>Returns the features of a package that turn anything on.</summary>
    public static string FeaturesOf(Package package) => string.Join('\n', Features(package).Where(e => e.Value.Items.Count > 0)
        .Select(e => $"{e.Key}: {string.Join(' ', e.Value.Items.Select(i => i.AsString).Order(StringComparer.Ordinal))}").Order(StringComparer.Ordinal));

    /// <summary>Returns the values that the features of a package enable.</summary>
    public static IEnumerable<string> FeatureValuesOf(Package package) => Features(package).SelectMany(e => e.Value.Items).Select(i => i.AsString).OfType<string>();

    /// <summary>Determines whether a package is a member of the workspace.</summary>
    public bool IsMember(Package package) => package.Workspace == workspace;

    private static IEnumerable<TomlEntry> Features(Package package) => package.Manifest.Root["features"]?.AsTable?.Entries ?? [];

    // In Cargo, a matching name is not enough. A shadowed dependency comes from outside.
    private static bool IsLocal(Dependency declared) =>
        declared.Resolved is not null && declared.Resolution is DependencyResolution.Path or DependencyResolution.Override;

    private bool IsSourceOf(Dependency declared, string origin) =>
        SameOrigin(declared.Source, origin)
        || workspace.Manifest.Patches.Any(p => p.Entry.Name == declared.Name && SameOrigin(OriginOf(p.Entry), origin));

    // The configuration outside the workspace defines the name of a registry, so any registry may be meant.
    private static bool SameOrigin(string? declared, string origin) =>
        declared is not null && (CargoLockReader.Plain(declared) == origin
            || (declared.StartsWith("registry+", StringComparison.Ordinal) && !declared.Contains("://", StringComparison.Ordinal)
                && (origin.StartsWith("registry+", StringComparison.Ordinal) || origin.StartsWith("sparse+", StringComparison.Ordinal))));

    private static string? OriginOf(DependencyDeclaration entry) => entry.Git is { } git ? $"git+{git}{entry.GitReference}" : null;
}
