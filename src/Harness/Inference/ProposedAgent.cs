using System.Collections.Immutable;
using Harness.Workspaces;

namespace Harness.Inference;

/// <summary>An agent that a proposal makes an owner.</summary>
public sealed class ProposedAgent
{
    internal ProposedAgent(string name, ImmutableArray<Package> packages, ImmutableArray<string> selectors, ImmutableArray<string> owners)
    {
        Name = name;
        Packages = packages;
        Selectors = selectors;
        Owners = owners;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The packages meant to be its own, in ordinal order of their directories; never empty.</summary>
    public ImmutableArray<Package> Packages { get; }

    /// <summary>The selectors that give them to it, as the policy writes them.</summary>
    public ImmutableArray<string> Selectors { get; }

    /// <summary>How CODEOWNERS names it; empty where the agents were named on the command line.</summary>
    public ImmutableArray<string> Owners { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
