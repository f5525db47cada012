using Harness.Diagnostics;
using Harness.Placements;
using Harness.Policies;

namespace Harness.Analysis.Inquiries;

/// <summary>What a line of the policy says of an edge, and what the policy makes of it elsewhere.</summary>
/// <param name="Reason">What the line says.</param>
/// <param name="Severity">The weight of a finding of it, or <see langword="null"/> for what allows, and where the rule is off.</param>
/// <param name="Exception">The exception that excuses it today, where one does.</param>
public sealed record EdgeRuling(EdgeReason Reason, DiagnosticSeverity? Severity, PolicyException? Exception)
{
    /// <summary>A value that indicates whether a check reports an edge of the kinds that the line judges.</summary>
    public bool IsReported => Severity is not null && Exception is null;
}
