using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Text;
using Harness.Toml;
using Harness.Workspaces;

namespace Harness.Manifests;

/// <summary>The content of one Cargo.toml, with the place of every element. It resolves nothing.</summary>
public sealed class CargoManifest
{
    internal CargoManifest(SourceText text, TomlTable root)
    {
        Text = text;
        Root = root;
    }

    /// <summary>The manifest's text.</summary>
    public SourceText Text { get; }

    /// <summary>The name of its package, or <see langword="null"/> if it has none.</summary>
    public string? PackageName { get; internal init; }

    /// <summary>A value that indicates whether it is the root of a workspace.</summary>
    public bool IsWorkspaceRoot => Workspace is not null;

    /// <summary>The tables of the document that are not read into declarations.</summary>
    internal TomlTable Root { get; }

    /// <summary>The table of the package, <c>[package]</c> or its alias <c>[project]</c>.</summary>
    internal TomlEntry? Package { get; init; }

    internal TomlTable? PackageTable => Package?.Value.AsTable;

    internal WorkspaceSection? Workspace { get; init; }

    /// <summary>The directory of the root that <c>package.workspace</c> names.</summary>
    internal PathEntry? WorkspacePointer { get; init; }

    /// <summary>The place that asks for the root of its workspace.</summary>
    internal Location RootRequest => WorkspacePointer?.Location ?? Location.OfFile(Text.Path);

    /// <summary>The dependency tables in Cargo's order.</summary>
    internal ImmutableArray<DependencyTable> Dependencies { get; init; } = [];

    /// <summary>The keys spelled with an underscore, which the 2024 edition refuses.</summary>
    internal ImmutableArray<TomlEntry> UnderscoreKeys { get; init; } = [];

    /// <summary><c>[patch]</c>: the entries by registry name or URL.</summary>
    internal ImmutableArray<PatchDeclaration> Patches { get; init; } = [];

    /// <summary><c>[replace]</c>: the entries and the packages that they replace.</summary>
    internal ImmutableArray<(PackageSpecification Replaced, DependencyDeclaration Entry)> Replacements { get; init; } = [];

    /// <summary>A value that indicates whether Cargo refuses it by itself.</summary>
    internal bool IsRefused { get; init; }

    /// <summary>Parses a manifest.</summary>
    /// <param name="text">The file's text.</param>
    /// <returns>The manifest, with the errors that stable Cargo reports for the file by itself: HRN0002 and HRN0003.</returns>
    public static Parsed<CargoManifest> Parse(SourceText text) => Parse(text, CargoChannel.Stable);

    /// <summary>Parses a manifest as the repository's own Cargo reads it.</summary>
    internal static Parsed<CargoManifest> Parse(SourceText text, CargoChannel channel)
    {
        ArgumentNullException.ThrowIfNull(text);
        var document = TomlDocument.Parse(text);
        return document.Diagnostics.IsEmpty
            ? ManifestParser.Parse(text, document.Value, channel)
            : new Parsed<CargoManifest>(new CargoManifest(text, document.Value) { IsRefused = true }, document.Diagnostics);
    }
}
