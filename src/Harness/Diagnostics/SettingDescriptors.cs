namespace Harness.Diagnostics;

/// <summary>The diagnostics about the policy's <c>[rules]</c>. The engine reports them, because only it knows all rules.</summary>
internal static class SettingDescriptors
{
    /// <summary>HRN1014: an entry sets something that no rule has, or that its rule does not allow to be set.</summary>
    public static DiagnosticDescriptor Ineffective { get; } =
        new("HRN1014", "ineffective-setting", "An entry of [rules] has no effect", DiagnosticCategory.Policy, DiagnosticSeverity.Error) { IsScopable = false };
}
