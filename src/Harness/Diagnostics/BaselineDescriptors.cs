namespace Harness.Diagnostics;

/// <summary>The diagnostics about <c>harness.baseline</c>. The engine reports them, because only it knows all findings.</summary>
public static class BaselineDescriptors
{
    /// <summary>HRN1015: a line has no finding.</summary>
    public static DiagnosticDescriptor Stale { get; } =
        new("HRN1015", "stale-baseline", "A line of the baseline has no finding", DiagnosticCategory.Policy, DiagnosticSeverity.Error) { IsScopable = false, CanFollowFromFix = true, Fix = FixKind.DeleteLine };

    /// <summary>HRN1016: a line cannot be read, is a duplicate, is out of order, or names a finding that a baseline may not hold.</summary>
    public static DiagnosticDescriptor Invalid { get; } =
        new("HRN1016", "invalid-baseline", "A line of the baseline cannot be used", DiagnosticCategory.Policy, DiagnosticSeverity.Error) { IsScopable = false };
}
