using System.Collections.Immutable;
using Harness.Changes;
using Harness.Diagnostics;
using Harness.Placements;
using Harness.Policies;
using Harness.Rights;

namespace Harness.Analysis;

/// <summary>
/// The input of a <see cref="ChangeRule"/>. Rights come from the target's tip on both sides. Structure comes from each tree's own policy.
/// </summary>
public sealed class ChangeContext
{
    private readonly Lazy<ChangeRights> rights;

    internal ChangeContext(
        Change change,
        BoundPolicy before,
        BoundPolicy after,
        BoundPolicy proposed,
        ImmutableArray<Diagnostic> legalised,
        ChangeAnalysisOptions options,
        CancellationToken cancellation)
    {
        Change = change;
        Before = before;
        After = after;
        Proposed = proposed;
        Legalised = legalised;
        Today = options.Today;
        Minimum = options.Minimum ?? before.Policy.Identity;
        Cancellation = cancellation;
        rights = new(() => new ChangeRights(change, before, after, Today, Minimum, options.Minimum ?? IdentityEvidence.Host, RenamedLines));
    }

    /// <summary>The change.</summary>
    public Change Change { get; }

    /// <summary>The tip's policy, bound to the packages of the tip.</summary>
    public BoundPolicy Before { get; }

    /// <summary>The structure of the change's policy with the rights of the tip's, bound to the packages of the merge result.</summary>
    public BoundPolicy After { get; }

    /// <summary>
    /// The whole policy of the change, with its rights, bound to the packages of the merge result. It would hold after the merge, and judges nothing
    /// now.
    /// </summary>
    public BoundPolicy Proposed { get; }

    /// <summary>The findings about edges of the merge result that the tip's policy reports and the change's policy does not.</summary>
    public ImmutableArray<Diagnostic> Legalised { get; }

    /// <summary>The lines of the change's baseline that correspond to lines of the tip's baseline with the old name of a package.</summary>
    public ImmutableHashSet<FindingKey> RenamedLines { get; internal init; } = [];

    /// <summary>The date, in UTC, against which leases are checked.</summary>
    public DateOnly Today { get; }

    /// <summary>The least evidence that identifies an agent.</summary>
    public IdentityEvidence Minimum { get; }

    /// <summary>The rights by which the paths may change.</summary>
    public ChangeRights Rights => rights.Value;

    /// <summary>Cancels the analysis.</summary>
    public CancellationToken Cancellation { get; }
}
