namespace Harness.Diagnostics;

/// <summary>
/// The diagnostics about exceptions of the policy. The engine reports them, because only it knows the findings that an exception excused.
/// </summary>
internal static class ExceptionDescriptors
{
    /// <summary>HRN1004: an exception is unused.</summary>
    public static DiagnosticDescriptor Unused { get; } =
        new("HRN1004", "unused-exception", "An exception of the policy excuses nothing", DiagnosticCategory.Policy, DiagnosticSeverity.Error) { CanFollowFromFix = true, Fix = FixKind.DeleteException };

    /// <summary>HRN1005: an exception is past its last day.</summary>
    public static DiagnosticDescriptor Expired { get; } =
        new("HRN1005", "expired-exception", "An exception of the policy is past its last day", DiagnosticCategory.Policy, DiagnosticSeverity.Error);

    /// <summary>HRN1006: an exception ends within two weeks.</summary>
    public static DiagnosticDescriptor Expiring { get; } =
        new("HRN1006", "expiring-exception", "An exception of the policy ends within two weeks", DiagnosticCategory.Policy, DiagnosticSeverity.Note);
}
