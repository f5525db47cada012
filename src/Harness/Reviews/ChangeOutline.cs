using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Changes;
using Harness.Graphs;
using Harness.Manifests;
using Harness.Ownership;
using Harness.Policies;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Reviews;

/// <summary>An outline of a change by packages, for a reviewer's first look.</summary>
public sealed class ChangeOutline
{
    private const DependencyKinds Built = DependencyKinds.Normal | DependencyKinds.Build;

    private ChangeOutline(ImmutableArray<CrateChange> crates, ImmutableArray<string> comings, ImmutableArray<string> goings) =>
        (Crates, AddedDependencies, RemovedDependencies) = (crates, comings, goings);

    /// <summary>The packages that change, by directory. Files outside packages come last.</summary>
    public ImmutableArray<CrateChange> Crates { get; }

    /// <summary>The external crates that the merge result declares and the target does not, each <c>NAME REQUIREMENT (by CRATE)</c>.</summary>
    public ImmutableArray<string> AddedDependencies { get; }

    /// <summary>The external crates that the target declares and the merge result does not.</summary>
    public ImmutableArray<string> RemovedDependencies { get; }

    /// <summary>Outlines a change.</summary>
    /// <param name="change">The change.</param>
    /// <param name="comparison">The result of its analysis.</param>
    /// <param name="review">The review settings of the target's policy.</param>
    public static ChangeOutline Create(Change change, ChangeComparison comparison, ReviewSettings review)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(review);
        var (before, after) = (Declared(comparison.Before), Declared(comparison.After));
        return new ChangeOutline(
            new Builder(change, comparison, review).Build(),
            [.. after.Except(before, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. before.Except(after, StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private static HashSet<string> Declared(Codebase? codebase) =>
        (codebase?.Packages ?? []).SelectMany(p => p.Dependencies).Where(d => d.Resolved is null)
            .Select(d => $"{d.Name} {d.Requirement} (by {d.Owner.Name})").ToHashSet(StringComparer.Ordinal);

    private sealed class Builder
    {
        private readonly Change change;
        private readonly ChangeComparison comparison;
        private readonly PackageGround ground;
        private readonly PackageGround? groundBefore;
        private readonly DependencyGraph graph;
        private readonly HashSet<RepoPath> hot;

        public Builder(Change change, ChangeComparison comparison, ReviewSettings review)
        {
            (this.change, this.comparison) = (change, comparison);
            ground = new PackageGround(comparison.After);
            groundBefore = comparison.Before is { } before ? new PackageGround(before) : null;
            graph = comparison.After.Graph;
            hot = comparison.Rights is { } rights ? [.. rights.After.Policy.Select(review.Hot).Packages.Select(p => p.Directory)] : [];
        }

        public ImmutableArray<CrateChange> Build() =>
        [
            .. change.Files.Files.GroupBy(f => PackageOf(f.Path))
                .OrderBy(g => g.Key is null).ThenBy(g => g.Key?.Directory ?? RepoPath.Root)
                .Select(g => ToCrate(g.Key, [.. g.Select(f => ToPiece(g.Key, f))])),
        ];

        // One object for a package on both sides.
        private Package? PackageOf(RepoPath path) => ground.FindPackage(path)
            ?? (groundBefore?.FindPackage(path) is { } gone ? comparison.After.FindPackage(gone.Directory) ?? gone : null);

        private CrateChange ToCrate(Package? package, ImmutableArray<FilePiece> files)
        {
            var isThere = package is not null && comparison.After.FindPackage(package.Directory) == package;
            return new CrateChange
            {
                Package = package,
                Owner = package is null ? null : comparison.Rights?.After.GetOwnership(package.ManifestPath).Owner ?? comparison.Rights?.Before.GetOwnership(package.ManifestPath).Owner,
                Files = files,
                Dependents = isThere ? [.. DependentsOf(package!).Distinct().OrderBy(p => p.Directory)] : [],
                Reach = isThere ? CountDependents(package!) : 0,
                IsHot = package is not null && hot.Contains(package.Directory),
            };
        }

        private IEnumerable<Package> DependentsOf(Package package) => graph.EdgesTo(package).Where(e => (e.Kinds & Built) != 0).Select(e => e.From);

        private int CountDependents(Package package)
        {
            var (seen, open) = (new HashSet<Package> { package }, new Queue<Package>([package]));
            while (open.TryDequeue(out var next))
            {
                foreach (var dependent in DependentsOf(next).Where(seen.Add))
                {
                    open.Enqueue(dependent);
                }
            }

            return seen.Count - 1;
        }

        private FilePiece ToPiece(Package? package, FileChange file)
        {
            var (old, now) = (change.ReadBefore(file) ?? default, change.ReadAfter(file) ?? default);
            var (removed, added) = AddedLines.IsBinary(old.Span) || AddedLines.IsBinary(now.Span) ? (0, 0) : Count(old.Span, now.Span);
            return new FilePiece(file, package is null ? FilePart.Other : PartOf(package, file.Path), added, removed);
        }

        private static (int Removed, int Added) Count(ReadOnlySpan<byte> old, ReadOnlySpan<byte> now)
        {
            var numbers = new LineNumbering();
            var (removed, added) = new LineComparison(numbers.Number(old), numbers.Number(now)).Find();
            return (removed.Length, added.Length);
        }

        private static FilePart PartOf(Package package, RepoPath path)
        {
            if (path == package.ManifestPath)
            {
                return FilePart.Manifest;
            }

            // The target whose directory encloses the path most closely.
            var target = package.Targets.FirstOrDefault(t => t.Path == path)
                ?? package.Targets.Where(t => t.Kind != "custom-build" && path.Value.StartsWith(t.Path.Parent.Value + "/", StringComparison.Ordinal) && t.Path.Parent != package.Directory)
                    .MaxBy(t => t.Path.Parent.Value.Length);
            return target?.Kind switch
            {
                "lib" or "bin" => FilePart.Source,
                "test" => FilePart.Test,
                "bench" => FilePart.Benchmark,
                "example" => FilePart.Example,
                "custom-build" => FilePart.BuildScript,
                _ => FilePart.Other,
            };
        }
    }
}
