namespace Harness.Manifests;

/// <summary>What the repository's own Cargo takes.</summary>
internal enum CargoChannel
{
    /// <summary>What is stable, and nothing else.</summary>
    Stable,

    /// <summary>What is unstable as well, where a manifest asks for it.</summary>
    Nightly,
}
