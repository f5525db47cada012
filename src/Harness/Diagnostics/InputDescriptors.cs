using System.Collections.Immutable;

namespace Harness.Diagnostics;

/// <summary>The diagnostics about the input itself: HRN0xxx. They cannot be configured, and each ends a check with exit code 2.</summary>
public static class InputDescriptors
{
    /// <summary>HRN0001: a file could not be read.</summary>
    public static DiagnosticDescriptor UnreadableFile { get; } = Input("HRN0001", "unreadable-file", "A file that the check needs could not be read");

    /// <summary>HRN0002: a file is not valid TOML.</summary>
    public static DiagnosticDescriptor InvalidToml { get; } = Input("HRN0002", "invalid-toml", "A file is not valid TOML");

    /// <summary>HRN0003: Cargo refuses a manifest by itself.</summary>
    public static DiagnosticDescriptor InvalidManifest { get; } = Input("HRN0003", "invalid-manifest", "Cargo refuses this manifest");

    /// <summary>HRN0004: Cargo refuses the combination of manifests in a workspace.</summary>
    public static DiagnosticDescriptor InvalidWorkspace { get; } = Input("HRN0004", "invalid-workspace", "Cargo refuses this workspace");

    /// <summary>HRN0005: nothing was examined although there is something to examine.</summary>
    public static DiagnosticDescriptor NothingExamined { get; } = Input("HRN0005", "nothing-examined", "The check examined no packages or dependencies, although there are some");

    /// <summary>HRN0006: the policy cannot be used.</summary>
    public static DiagnosticDescriptor InvalidPolicy { get; } = Input("HRN0006", "invalid-policy", "The policy cannot be used");

    /// <summary>HRN0007: a rule failed to run.</summary>
    public static DiagnosticDescriptor CrashedRule { get; } = Input("HRN0007", "crashed-rule", "A rule failed to run");

    /// <summary>All of them, by number.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        [UnreadableFile, InvalidToml, InvalidManifest, InvalidWorkspace, NothingExamined, InvalidPolicy, CrashedRule];

    private static DiagnosticDescriptor Input(string id, string name, string title) =>
        new(id, name, title, DiagnosticCategory.Input, DiagnosticSeverity.Error);
}
