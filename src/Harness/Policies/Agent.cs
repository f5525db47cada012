using System.Collections.Immutable;
using Harness.Text;

namespace Harness.Policies;

/// <summary>What an agent is to the repository.</summary>
public enum AgentRole
{
    /// <summary>Owns crates and paths.</summary>
    Owner,

    /// <summary>Reads only.</summary>
    Reviewer,

    /// <summary>Owns what is protected.</summary>
    Advisor,

    /// <summary>May change anything with the owner's consent.</summary>
    Contributor,

    /// <summary>Updates external dependencies, within a grant: a robot. Owns nothing.</summary>
    Updater,
}

/// <summary>Someone who changes the repository: a table <c>[agents.NAME]</c>.</summary>
public sealed class Agent
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>What the agent is.</summary>
    public AgentRole Role { get; init; }

    /// <summary>The packages owned.</summary>
    public ImmutableArray<Selector> Crates { get; init; } = [];

    /// <summary>The paths owned.</summary>
    public ImmutableArray<PathGlob> Paths { get; init; } = [];

    /// <summary>The host's accounts.</summary>
    public ImmutableArray<string> Logins { get; init; } = [];

    /// <summary>How CODEOWNERS names the agent.</summary>
    public ImmutableArray<string> Owners { get; init; } = [];

    /// <summary>Its place in the policy.</summary>
    public required Location Location { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
