using Harness.Text;

namespace Harness.Manifests;

/// <summary>What one Cargo.toml says, with the place of everything said. Resolves nothing.</summary>
public sealed partial class CargoManifest
{
    internal CargoManifest(SourceText text) => Text = text;

    /// <summary>The manifest's text.</summary>
    public SourceText Text { get; }
}
