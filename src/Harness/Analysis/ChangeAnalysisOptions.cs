using Harness.Changes;
using Harness.Text;
using Harness.Workspaces;

namespace Harness.Analysis;

/// <summary>How a change is analysed.</summary>
public sealed class ChangeAnalysisOptions
{
    /// <summary>The date, in UTC, against which exceptions and leases are checked.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>A policy to judge both trees by, from outside of them, or <see langword="null"/> for the one that each tree has at its top.</summary>
    public SourceText? Policy { get; init; }

    /// <summary>
    /// The evidence below which nobody is an agent, in place of the policy's <c>[identity] minimum</c>: for looks ahead on a desk, where no
    /// host has authenticated anyone. Nothing that merges may be judged with it.
    /// </summary>
    public IdentityEvidence? Minimum { get; init; }

    /// <summary>
    /// A value that indicates whether a manifest that the policy names and a tree lacks is left out of it: for changes that are older than the
    /// policy.
    /// </summary>
    public bool SkipsMissingManifests { get; init; }

    /// <summary>Parsed manifests to use again, best across both trees, or <see langword="null"/> for one of its own.</summary>
    public ManifestCache? Cache { get; init; }
}
