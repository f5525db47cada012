namespace Harness.Lockfiles;

/// <summary>What a package of a lock file is known by.</summary>
/// <param name="Name">The name.</param>
/// <param name="Version">The version.</param>
/// <param name="Source">Where it comes from, with the revision of a git source, or <see langword="null"/> for a path or a workspace's own.</param>
internal sealed record LockedId(string Name, string Version, string? Source)
{
    /// <summary>Where it comes from, without the revision.</summary>
    public string? Origin => Source?.Split('#')[0];

    /// <summary><c>serde 1.0.2</c>, with its source where that is not crates.io.</summary>
    public override string ToString() =>
        Source is null or Manifests.SourceUrl.CratesIo ? $"{Name} {Version}" : $"{Name} {Version} ({Source})";
}
