using Harness.Diagnostics;
using Harness.Placements;
using Harness.Policies;

namespace Harness.Analysis.Inquiries;

/// <summary>A reason for the verdict on an edge, with the severity and the exception that apply to it.</summary>
/// <param name="Reason">The reason, with its line of the policy.</param>
/// <param name="Severity">The severity of a finding, or <see langword="null"/> if the reason allows the edge or the rule is off.</param>
/// <param name="Exception">The exception that excuses it today, if any.</param>
public sealed record EdgeRuling(EdgeReason Reason, DiagnosticSeverity? Severity, PolicyException? Exception)
{
    /// <summary>A value that indicates whether a check reports an edge of the kinds that the line judges.</summary>
    public bool IsReported => Severity is not null && Exception is null;
}
