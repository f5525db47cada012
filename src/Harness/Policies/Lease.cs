using System.Collections.Immutable;
using Harness.Text;

namespace Harness.Policies;

/// <summary>A limited delegation of ownership, in addition to the owner's: a table <c>[[leases]]</c>.</summary>
public sealed class Lease
{
    /// <summary>The name of the agent that receives it.</summary>
    public required string Agent { get; init; }

    /// <summary>The packages. Empty if only paths are leased.</summary>
    public ImmutableArray<Selector> Crates { get; init; } = [];

    /// <summary>The paths. Empty if only packages are leased.</summary>
    public ImmutableArray<PathGlob> Paths { get; init; } = [];

    /// <summary>The reason.</summary>
    public required string Because { get; init; }

    /// <summary>The last day, in UTC, on which it gives a right.</summary>
    public required DateOnly Expires { get; init; }

    /// <summary>Its place in the policy.</summary>
    public required Location Location { get; init; }

    /// <summary>The place of the date.</summary>
    public required Location ExpiresLocation { get; init; }

    /// <summary>Determines whether it has expired.</summary>
    /// <param name="today">The date in UTC.</param>
    public bool IsExpired(DateOnly today) => today > Expires;

    /// <summary>Returns the names of the packages and paths, for messages: <c>'storage', 'deploy/**'</c>.</summary>
    public override string ToString() => string.Join(", ", Crates.Select(c => $"'{c}'").Concat(Paths.Select(p => $"'{p}'")));
}
