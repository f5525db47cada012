namespace Harness.Diagnostics;

/// <summary>What can be wrong with <c>harness.baseline</c>. The engine reports these: only it knows which findings there are.</summary>
public static class BaselineDescriptors
{
    /// <summary>HRN1015: a line has no finding.</summary>
    public static DiagnosticDescriptor Stale { get; } =
        new("HRN1015", "stale-baseline", "A line of the baseline has no finding", DiagnosticCategory.Policy, DiagnosticSeverity.Error) { IsScopable = false, CanFollowFromFix = true, Fix = FixKind.DeleteLine };

    /// <summary>HRN1016: a line cannot be read, stands twice or out of order, or names what no baseline may hold.</summary>
    public static DiagnosticDescriptor Invalid { get; } =
        new("HRN1016", "invalid-baseline", "A line of the baseline cannot be used", DiagnosticCategory.Policy, DiagnosticSeverity.Error) { IsScopable = false };
}
