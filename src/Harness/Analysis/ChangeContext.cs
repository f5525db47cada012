using Harness.Changes;
using Harness.Policies;

namespace Harness.Analysis;

/// <summary>What a <see cref="ChangeRule"/> sees. Rights are those of the target's tip on both sides; structure is each tree's own.</summary>
public sealed class ChangeContext
{
    internal ChangeContext(Change change, BoundPolicy before, BoundPolicy after, DateOnly today, CancellationToken cancellation)
    {
        Change = change;
        Before = before;
        After = after;
        Today = today;
        Cancellation = cancellation;
    }

    /// <summary>The change.</summary>
    public Change Change { get; }

    /// <summary>The tip's policy, bound to the packages of the tip.</summary>
    public BoundPolicy Before { get; }

    /// <summary>The structure of the change's policy with the rights of the tip's, bound to the packages of the merge result.</summary>
    public BoundPolicy After { get; }

    /// <summary>The date in UTC that leases are held against.</summary>
    public DateOnly Today { get; }

    /// <summary>Cancels the analysis.</summary>
    public CancellationToken Cancellation { get; }
}
