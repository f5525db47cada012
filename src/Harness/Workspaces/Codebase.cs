using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>The role of a Cargo.toml of the tree.</summary>
public enum ManifestRole
{
    /// <summary>The root of a judged workspace that is not a package.</summary>
    WorkspaceRoot,

    /// <summary>A judged package: see <see cref="PackageRole.Member"/>.</summary>
    Member,

    /// <summary>Reached by path only: see <see cref="PackageRole.PathDependency"/>.</summary>
    PathDependency,

    /// <summary>Left out by <c>exclude</c> of a judged workspace.</summary>
    Excluded,

    /// <summary>Declared to be data by the policy's <c>ignore</c>.</summary>
    Ignored,

    /// <summary>Any other manifest, which nothing judges.</summary>
    Orphan,
}

/// <summary>A Cargo.toml of the tree and its role.</summary>
/// <param name="Path">The manifest's path.</param>
/// <param name="Role">Its role.</param>
public readonly record struct ManifestEntry(RepoPath Path, ManifestRole Role);

/// <summary>The options that select the judged manifests of a tree.</summary>
public sealed class CodebaseOptions
{
    /// <summary>The workspaces and lone packages judged: paths or globs of manifests from the root. Default: <c>Cargo.toml</c>.</summary>
    public ImmutableArray<string> Manifests { get; init; } = ["Cargo.toml"];

    /// <summary>Globs of manifests that are data.</summary>
    public ImmutableArray<string> Ignore { get; init; } = [];

    /// <summary>
    /// A value that indicates whether a manifest that is named and does not exist is left out: for trees that are older than the list. Else it is
    /// HRN0001.
    /// </summary>
    public bool SkipsMissing { get; init; }

    /// <summary>Parsed manifests to use again, or <see langword="null"/> for none.</summary>
    public ManifestCache? Cache { get; init; }
}

/// <summary>The workspaces of a tree with their packages and dependencies. Every Cargo.toml is accounted for.</summary>
public sealed class Codebase
{
    private readonly Dictionary<RepoPath, Package> byDirectory;

    /// <summary>Returns the same packages over the files of another tree.</summary>
    internal Codebase At(SourceTree tree) => new(tree, Workspaces, Packages, Manifests, Diagnostics);

    internal Codebase(
        SourceTree tree,
        ImmutableArray<Workspace> workspaces,
        ImmutableArray<Package> packages,
        ImmutableArray<ManifestEntry> manifests,
        ImmutableArray<Diagnostic> diagnostics)
    {
        Tree = tree;
        Workspaces = workspaces;
        Packages = packages;
        Manifests = manifests;
        Diagnostics = diagnostics;
        byDirectory = packages.ToDictionary(p => p.Directory);
    }

    /// <summary>The tree it was read from.</summary>
    public SourceTree Tree { get; }

    /// <summary>The judged workspaces, in the order of their manifests' paths.</summary>
    public ImmutableArray<Workspace> Workspaces { get; }

    /// <summary>The packages that rules see, members and path dependencies, in ordinal order of their directories.</summary>
    public ImmutableArray<Package> Packages { get; }

    /// <summary>Every Cargo.toml of the tree, ordered by path. Ignored and <c>target</c> directories are not walked.</summary>
    public ImmutableArray<ManifestEntry> Manifests { get; }

    /// <summary>
    /// A value that indicates whether requested manifests may be missing from the tree. See <see cref="CodebaseOptions.SkipsMissing"/>.
    /// </summary>
    internal bool MayLackManifests { get; init; }

    /// <summary>
    /// The errors that Cargo would report, and files that could not be read (HRN0xxx). With any of these, the codebase is incomplete.
    /// </summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>
    /// Loads the codebase of a tree as Cargo would. It also loads packages that are reached by path, and accounts for every manifest.
    /// </summary>
    /// <param name="tree">The files.</param>
    /// <param name="options">The options that select the judged manifests.</param>
    /// <param name="cancellationToken">Ends the load early.</param>
    /// <returns>The codebase. If Cargo would refuse it, it holds as much as could be understood, and <see cref="Diagnostics"/>.</returns>
    public static Codebase Load(SourceTree tree, CodebaseOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(options);
        return CodebaseLoader.Load(tree, options, cancellationToken);
    }

    /// <summary>Returns the package of a directory, or <see langword="null"/>.</summary>
    /// <param name="directory">The directory of its manifest.</param>
    public Package? FindPackage(RepoPath directory) => byDirectory.GetValueOrDefault(directory);

    /// <summary>Returns the innermost package around a path, or <see langword="null"/>.</summary>
    /// <param name="path">A file or directory of the tree.</param>
    public Package? FindPackageAround(RepoPath path)
    {
        for (var at = path; ; at = at.Parent)
        {
            if (byDirectory.TryGetValue(at, out var package))
            {
                return package;
            }

            if (at.IsRoot || at.IsOutside)
            {
                return null;
            }
        }
    }
}
