using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Placements;
using Harness.Policies;
using Harness.Text;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Rights;

/// <summary>A package that is in both trees of a change, by its directory or else by its name, and is placed otherwise than before.</summary>
/// <param name="Before">The package of the target's tip.</param>
/// <param name="After">The package of the merge result.</param>
/// <param name="OwnerBefore">Its owner by the tip's policy, or <see langword="null"/> if it has none.</param>
/// <param name="OwnerAfter">Its owner by the change's policy, or <see langword="null"/> if it has none.</param>
/// <param name="LayerBefore">Its layer by the tip's policy, or <see langword="null"/> for none.</param>
/// <param name="LayerAfter">Its layer by the change's policy, or <see langword="null"/> for none.</param>
public sealed record PackageEffect(Package Before, Package After, Agent? OwnerBefore, Agent? OwnerAfter, string? LayerBefore, string? LayerAfter)
{
    /// <summary>A value that indicates whether another agent owns it.</summary>
    public bool ChangesOwner => OwnerBefore?.Name != OwnerAfter?.Name;

    /// <summary>A value that indicates whether it is in another layer.</summary>
    public bool ChangesLayer => LayerBefore != LayerAfter;
}

/// <summary>
/// Files that change from one owner to another for a reason other than the placement of their package. The policy names their paths, or a package
/// that contains them is added, removed or extended.
/// </summary>
/// <param name="OwnerBefore">Their owner by the tip's policy, or <see langword="null"/> if they have none.</param>
/// <param name="OwnerAfter">Their owner by the change's policy, or <see langword="null"/> if they have none.</param>
/// <param name="First">The first of them.</param>
/// <param name="Count">The number of files.</param>
public sealed record PathEffect(Agent? OwnerBefore, Agent? OwnerAfter, RepoPath First, int Count)
{
    /// <summary>The package whose boundary moves over them, or <see langword="null"/> if only the policy decides.</summary>
    public Package? Package { get; init; }
}

/// <summary>A package that was judged and is not any more, although its manifest is still in the tree.</summary>
/// <param name="Package">The package of the target's tip.</param>
/// <param name="Manifest">The current path of its manifest.</param>
public sealed record UnjudgedPackage(Package Package, RepoPath Manifest);

/// <summary>The effect of a change on owners and layers: the effective owner and layer of everything, before and after.</summary>
public sealed class PolicyEffect
{
    private PolicyEffect(
        ImmutableArray<PackageEffect> packages, ImmutableArray<UnjudgedPackage> unjudged, ImmutableArray<RuleEscape> escapes, ImmutableArray<RuleEscape> gains,
        ImmutableArray<PathEffect> paths) =>
        (Packages, Unjudged, Escapes, Gains, Paths) = (packages, unjudged, escapes, gains, paths);

    /// <summary>The packages, in ordinal order of their directories after.</summary>
    public ImmutableArray<PackageEffect> Packages { get; }

    /// <summary>The packages that are no longer judged. No rule applies to their edges, and no layer contains them.</summary>
    public ImmutableArray<UnjudgedPackage> Unjudged { get; }

    /// <summary>The rules that a package escapes by its new name or directory. Empty if the policy itself changes.</summary>
    public ImmutableArray<RuleEscape> Escapes { get; }

    /// <summary>The edges and exceptions of the policy that are about a package for its new name or directory, and spoke of another before.</summary>
    public ImmutableArray<RuleEscape> Gains { get; }

    /// <summary>The files that change hands by themselves, by their old and new owners and by the package that takes them.</summary>
    public ImmutableArray<PathEffect> Paths { get; }

    /// <summary>Compares two policies, each bound to its tree, for everything that both trees have.</summary>
    /// <param name="before">The policy of the target's tip.</param>
    /// <param name="after">The policy of the change.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static PolicyEffect Between(BoundPolicy before, BoundPolicy after, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var pairs = PackagePairs.Between(before.Codebase, after.Codebase).All;
        var isSamePolicy = before.Policy.Text.Bytes.Span.SequenceEqual(after.Policy.Text.Bytes.Span);

        // Anyone may delete exceptions, so that does not count as another policy. Its rules hold as before.
        var isSameInRules = isSamePolicy || ShrinkingPolicy.HasFewerExceptions(before.Policy.Text, after.Policy.Text);
        var otherwise = pairs.Where(p => p.Before.Name != p.After.Name || p.Before.Directory != p.After.Directory).ToArray();
        UnjudgedPackage[] unjudged = [.. FindUnjudged(before.Codebase, after.Codebase, [.. pairs.Select(p => p.Before)])];
        return new PolicyEffect(
            [.. pairs.Select(p => Compare(before, after, p.Before, p.After)).Where(e => e.ChangesOwner || e.ChangesLayer)],
            [.. unjudged],
            isSameInRules ? [.. otherwise.SelectMany(p => RuleEscape.Find(before, after, p.Before, p.After))] : [],
            isSameInRules ? [.. otherwise.SelectMany(p => RuleEscape.FindGains(before, after, p.Before, p.After))] : [],
            isSamePolicy && PathComparison.IsSameGround(before, after) ? [] : new PathComparison(before, after, pairs, unjudged).Compare(cancellation));
    }

    // A package that has left one place and exists at another under the same name has been moved.
    private static IEnumerable<UnjudgedPackage> FindUnjudged(Codebase before, Codebase after, HashSet<Package> judged)
    {
        var gone = before.Packages.Where(p => !judged.Contains(p)).ToArray();
        if (gone.Length == 0)
        {
            yield break;
        }

        var known = before.Manifests.Select(m => m.Path).ToHashSet();
        var unjudged = after.Manifests.Where(m => m.Role is ManifestRole.Excluded or ManifestRole.Ignored or ManifestRole.Orphan).Select(m => m.Path).ToHashSet();
        var moved = unjudged.Where(m => !known.Contains(m)).Order().ToLookup(m => NameIn(after.Tree, m), StringComparer.Ordinal);
        foreach (var package in gone)
        {
            if (unjudged.Contains(package.ManifestPath))
            {
                yield return new UnjudgedPackage(package, package.ManifestPath);
            }
            else if (moved[package.Name].FirstOrDefault() is { IsRoot: false } place)
            {
                yield return new UnjudgedPackage(package, place);
            }
        }
    }

    private static string? NameIn(SourceTree tree, RepoPath manifest) =>
        tree.Read(manifest) is { Status: ReadStatus.Read } content ? CargoManifest.Parse(SourceText.From(manifest, content.Bytes)).Value.PackageName : null;

    private static PackageEffect Compare(BoundPolicy before, BoundPolicy after, Package old, Package now) =>
        new(old, now, before.FindOwner(old), after.FindOwner(now), before.FindLayer(old)?.Name, after.FindLayer(now)?.Name);
}
