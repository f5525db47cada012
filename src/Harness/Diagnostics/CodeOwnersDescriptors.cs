namespace Harness.Diagnostics;

/// <summary>The diagnostics about a CODEOWNERS file.</summary>
public static class CodeOwnersDescriptors
{
    /// <summary>HRN1022: GitHub silently ignores a line or a whole file.</summary>
    public static DiagnosticDescriptor Ignored { get; } =
        new("HRN1022", "codeowners-ignored", "GitHub ignores a CODEOWNERS line or file", DiagnosticCategory.Policy, DiagnosticSeverity.Warning) { IsScopable = false };
}
