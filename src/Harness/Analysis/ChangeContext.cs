using System.Collections.Immutable;
using Harness.Changes;
using Harness.Diagnostics;
using Harness.Placements;
using Harness.Policies;
using Harness.Rights;

namespace Harness.Analysis;

/// <summary>What a <see cref="ChangeRule"/> sees. Rights are those of the target's tip on both sides; structure is each tree's own.</summary>
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

    /// <summary>The change's policy whole, its rights too, bound to the packages of the merge result: what would hold afterwards. Judges nothing.</summary>
    public BoundPolicy Proposed { get; }

    /// <summary>What the tip's policy finds wrong with edges of the merge result and the change's policy does not.</summary>
    public ImmutableArray<Diagnostic> Legalised { get; }

    /// <summary>The lines of the change's baseline that hold what the tip's baseline held under the name that a package had.</summary>
    public ImmutableHashSet<FindingKey> RenamedLines { get; internal init; } = [];

    /// <summary>The date, in UTC, against which leases are checked.</summary>
    public DateOnly Today { get; }

    /// <summary>The evidence below which nobody is an agent.</summary>
    public IdentityEvidence Minimum { get; }

    /// <summary>By which right each path may change.</summary>
    public ChangeRights Rights => rights.Value;

    /// <summary>Cancels the analysis.</summary>
    public CancellationToken Cancellation { get; }
}
