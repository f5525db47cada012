using System.Collections.Immutable;
using Harness.Text;

namespace Harness.Policies;

/// <summary>The role of an agent in the repository.</summary>
public enum AgentRole
{
    /// <summary>Owns crates and paths.</summary>
    Owner,

    /// <summary>Reads only.</summary>
    Reviewer,

    /// <summary>Owns the protected paths.</summary>
    Advisor,

    /// <summary>May change anything with the owner's consent.</summary>
    Contributor,

    /// <summary>A bot that updates external dependencies within a grant. It owns nothing.</summary>
    Updater,
}

/// <summary>A person or program that changes the repository: a table <c>[agents.NAME]</c>.</summary>
public sealed class Agent
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The role of the agent.</summary>
    public AgentRole Role { get; init; }

    /// <summary>The packages owned.</summary>
    public ImmutableArray<Selector> Crates { get; init; } = [];

    /// <summary>The paths owned.</summary>
    public ImmutableArray<PathGlob> Paths { get; init; } = [];

    /// <summary>The host's accounts.</summary>
    public ImmutableArray<string> Logins { get; init; } = [];

    /// <summary>The names of the agent in CODEOWNERS.</summary>
    public ImmutableArray<string> Owners { get; init; } = [];

    /// <summary>Its place in the policy.</summary>
    public required Location Location { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
