namespace Harness.Manifests;

/// <summary>The channel of the repository's own Cargo.</summary>
internal enum CargoChannel
{
    /// <summary>Accepts stable features only.</summary>
    Stable,

    /// <summary>Also accepts unstable features that a manifest enables.</summary>
    Nightly,
}
