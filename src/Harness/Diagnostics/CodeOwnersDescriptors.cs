namespace Harness.Diagnostics;

/// <summary>The diagnostics about a CODEOWNERS file.</summary>
public static class CodeOwnersDescriptors
{
    /// <summary>HRN1022: GitHub passes over a line or a whole file without a word.</summary>
    public static DiagnosticDescriptor Ignored { get; } =
        new("HRN1022", "codeowners-ignored", "GitHub ignores a CODEOWNERS line or file", DiagnosticCategory.Policy, DiagnosticSeverity.Warning) { IsScopable = false };
}
