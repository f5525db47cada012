using System.Collections.Immutable;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Inference;

/// <summary>Manifests that a survey chose, and why.</summary>
/// <param name="Pattern">A path or glob of manifests, as the policy writes it.</param>
/// <param name="Reason">The reason why they are judged or not, in one line.</param>
public sealed record ManifestChoice(string Pattern, string Reason);

/// <summary>The manifests of a tree that a policy should judge, and those that are data.</summary>
public sealed class ManifestSurvey
{
    internal ManifestSurvey(Codebase codebase, ManifestCache cache, ImmutableArray<ManifestChoice> judged, ImmutableArray<ManifestChoice> ignored)
    {
        Codebase = codebase;
        Cache = cache;
        Judged = judged;
        Ignored = ignored;
    }

    /// <summary>The codebase of the judged manifests. With diagnostics it is incomplete, and no policy can be inferred from it.</summary>
    public Codebase Codebase { get; }

    /// <summary>The manifests that were parsed on the way, to be used again.</summary>
    public ManifestCache Cache { get; }

    /// <summary>The manifests to judge. Empty if the tree has none.</summary>
    public ImmutableArray<ManifestChoice> Judged { get; }

    /// <summary>The manifests that are data.</summary>
    public ImmutableArray<ManifestChoice> Ignored { get; }

    /// <summary>Looks a tree over.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="cancellation">Ends the survey early.</param>
    public static ManifestSurvey Take(SourceTree tree, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return new ManifestSurveyor(tree, cancellation).Survey();
    }
}
