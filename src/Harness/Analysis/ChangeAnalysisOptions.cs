using Harness.Changes;
using Harness.Text;
using Harness.Workspaces;

namespace Harness.Analysis;

/// <summary>The options for the analysis of a change.</summary>
public sealed class ChangeAnalysisOptions
{
    /// <summary>The date, in UTC, against which exceptions and leases are checked.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>A policy from outside the trees by which both are judged, or <see langword="null"/> for the policy at the top of each tree.</summary>
    public SourceText? Policy { get; init; }

    /// <summary>
    /// The least evidence that identifies an agent, in place of the policy's <c>[identity] minimum</c>. It is for previews on a developer's machine,
    /// where no host has authenticated anyone. Never use it to judge a change that is to be merged.
    /// </summary>
    public IdentityEvidence? Minimum { get; init; }

    /// <summary>
    /// A value that indicates whether manifests that the policy names but a tree lacks are ignored. It is for changes that are older than the policy.
    /// </summary>
    public bool SkipsMissingManifests { get; init; }

    /// <summary>Parsed manifests to use again, best shared by both trees, or <see langword="null"/> for a new cache.</summary>
    public ManifestCache? Cache { get; init; }
}
