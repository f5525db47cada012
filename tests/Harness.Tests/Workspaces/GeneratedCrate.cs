namespace Harness.Tests.Workspaces;

/// <summary>What a crate of a generated workspace is to it.</summary>
internal enum CrateRole
{
    /// <summary>Listed, or caught by a glob.</summary>
    Listed,

    /// <summary>Not listed: a member if a path leads to it.</summary>
    Unlisted,

    /// <summary>Below an excluded directory.</summary>
    Excluded,

    /// <summary>Outside the root, with a pointer to it.</summary>
    Pointing,

    /// <summary>Outside the root.</summary>
    Outside,
}

/// <summary>A crate to be written.</summary>
/// <param name="Name">The package's name.</param>
/// <param name="Directory">Its directory, from the workspace's root.</param>
/// <param name="Role">What it is to the workspace.</param>
internal sealed record GeneratedCrate(string Name, string Directory, CrateRole Role)
{
    /// <summary>Whether it may inherit: whoever is no member has nobody to inherit from.</summary>
    public bool MayInherit => Role is CrateRole.Listed or CrateRole.Pointing;
}
