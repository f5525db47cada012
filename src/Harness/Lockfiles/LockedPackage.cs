using System.Collections.Immutable;
using Harness.Text;

namespace Harness.Lockfiles;

/// <summary>A dependency of a locked package, resolved: the shortest text that is unique changes when others come, this does not.</summary>
/// <param name="Target">The package that it leads to.</param>
/// <param name="Location">The text.</param>
internal sealed record LockedReference(LockedId Target, Location Location);

/// <summary>One <c>[[package]]</c> of a lock file.</summary>
internal sealed class LockedPackage
{
    /// <summary>The identity of the package.</summary>
    public required LockedId Id { get; init; }

    /// <summary>The checksum of a registry's package, or <see langword="null"/> without one.</summary>
    public string? Checksum { get; init; }

    /// <summary>The dependencies that are in the file, in the order of the file.</summary>
    public required ImmutableArray<LockedReference> Dependencies { get; init; }

    /// <summary>Its place: the name.</summary>
    public required Location Location { get; init; }

    /// <summary>A value that indicates whether it comes from a path: a member of the workspace, or a package that members reach by path.</summary>
    public bool IsLocal => Id.Source is null;

    /// <inheritdoc/>
    public override string ToString() => Id.ToString();
}
