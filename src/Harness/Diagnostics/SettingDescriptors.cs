namespace Harness.Diagnostics;

/// <summary>What can be wrong with the policy's <c>[rules]</c>. The engine reports it: only it knows which rules there are.</summary>
internal static class SettingDescriptors
{
    /// <summary>HRN1014: an entry sets what no rule has, or what its rule does not let be set.</summary>
    public static DiagnosticDescriptor Ineffective { get; } =
        new("HRN1014", "ineffective-setting", "An entry of [rules] has no effect", DiagnosticCategory.Policy, DiagnosticSeverity.Error) { IsScopable = false };
}
