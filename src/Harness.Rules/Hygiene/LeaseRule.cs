using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Policies;

namespace Harness.Rules.Hygiene;

/// <summary>HRN1020 and HRN1023: a lease is past its last day, or will be within two weeks.</summary>
internal sealed class LeaseRule : WorkspaceRule
{
    private const int WarningDays = 14;

    private static readonly DiagnosticDescriptor Expired = new(
        "HRN1020", "expired-lease", "A lease of the policy is past its last day", DiagnosticCategory.Policy, DiagnosticSeverity.Warning)
    {
        IsScopable = false,
    };

    private static readonly DiagnosticDescriptor Expiring = new(
        "HRN1023", "expiring-lease", "A lease of the policy ends within two weeks", DiagnosticCategory.Policy, DiagnosticSeverity.Note)
    {
        IsScopable = false,
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Expired, Expiring];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Policy.Policy.Leases.Select(lease => OfLease(lease, context.Today)).OfType<Diagnostic>();
    }

    private static Diagnostic? OfLease(Lease lease, DateOnly today)
    {
        if (lease.IsExpired(today))
        {
            return new Diagnostic(
                Expired,
                lease.ExpiresLocation,
                $"The lease of {lease} to agent '{lease.Agent}' was good through {lease.Expires:yyyy-MM-dd} and gives no right now.",
                "delete the lease, or let the owner give it a new last day",
                lease.Agent,
                lease.ToString());
        }

        return lease.Expires.DayNumber - today.DayNumber > WarningDays ? null : new Diagnostic(
            Expiring,
            lease.ExpiresLocation,
            $"The lease of {lease} to agent '{lease.Agent}' ends after {lease.Expires:yyyy-MM-dd}.",
            "finish the work by then, or let the owner give the lease a new last day",
            lease.Agent,
            lease.ToString());
    }
}
