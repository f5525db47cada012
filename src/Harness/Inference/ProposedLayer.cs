using System.Collections.Immutable;
using Harness.Workspaces;

namespace Harness.Inference;

/// <summary>A layer that a proposal makes.</summary>
public sealed class ProposedLayer
{
    internal ProposedLayer(string name, ImmutableArray<Package> packages, ImmutableArray<string> selectors)
    {
        Name = name;
        Packages = packages;
        Selectors = selectors;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The packages meant to be in it, in ordinal order of their directories.</summary>
    public ImmutableArray<Package> Packages { get; }

    /// <summary>The selectors that place them, as the policy writes them.</summary>
    public ImmutableArray<string> Selectors { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
