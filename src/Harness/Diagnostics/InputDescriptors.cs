using System.Collections.Immutable;

namespace Harness.Diagnostics;

/// <summary>What can be wrong with the input itself: HRN0xxx. None of these can be configured; each ends a check with exit 2.</summary>
public static class InputDescriptors
{
    /// <summary>HRN0001: a file could not be read.</summary>
    public static DiagnosticDescriptor UnreadableFile { get; } = Input("HRN0001", "unreadable-file", "A file that the check needs could not be read");

    /// <summary>HRN0002: a file is not valid TOML.</summary>
    public static DiagnosticDescriptor InvalidToml { get; } = Input("HRN0002", "invalid-toml", "A file is not valid TOML");

    /// <summary>HRN0003: Cargo refuses a manifest by itself.</summary>
    public static DiagnosticDescriptor InvalidManifest { get; } = Input("HRN0003", "invalid-manifest", "Cargo refuses this manifest");

    /// <summary>HRN0004: Cargo refuses how the manifests of a workspace fit together.</summary>
    public static DiagnosticDescriptor InvalidWorkspace { get; } = Input("HRN0004", "invalid-workspace", "Cargo refuses this workspace");

    /// <summary>HRN0005: nothing was examined where something should have been.</summary>
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
