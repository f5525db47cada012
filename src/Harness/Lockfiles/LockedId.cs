namespace Harness.Lockfiles;

/// <summary>The identity of a package in a lock file.</summary>
/// <param name="Name">The name.</param>
/// <param name="Version">The version.</param>
/// <param name="Source">The source, with the revision of a git source, or <see langword="null"/> for a path or a member.</param>
internal sealed record LockedId(string Name, string Version, string? Source)
{
    /// <summary>The source, without the revision.</summary>
    public string? Origin => Source?.Split('#')[0];

    /// <summary>Returns <c>serde 1.0.2</c>, with the source if it is not crates.io.</summary>
    public override string ToString() =>
        Source is null or Manifests.SourceUrl.CratesIo ? $"{Name} {Version}" : $"{Name} {Version} ({Source})";
}
