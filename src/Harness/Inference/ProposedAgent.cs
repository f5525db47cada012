using System.Collections.Immutable;
using Harness.Workspaces;

namespace Harness.Inference;

/// <summary>An agent that a proposal makes an owner or an advisor.</summary>
public sealed class ProposedAgent
{
    internal ProposedAgent(string name, ImmutableArray<Package> packages, ImmutableArray<string> selectors, ImmutableArray<string> owners)
    {
        Name = name;
        Packages = packages;
        Selectors = selectors;
        Owners = owners;
        Logins = [.. owners.Where(o => o.StartsWith('@') && !o.Contains('/', StringComparison.Ordinal)).Select(o => o[1..])];
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The packages meant to be its own, in ordinal order of their directories.</summary>
    public ImmutableArray<Package> Packages { get; }

    /// <summary>The selectors of its packages, in the syntax of the policy.</summary>
    public ImmutableArray<string> Selectors { get; }

    /// <summary>The patterns of further paths that it owns, in the syntax of the policy.</summary>
    public ImmutableArray<string> Paths { get; internal init; } = [];

    /// <summary>Its names in CODEOWNERS. Empty if the agents were named on the command line.</summary>
    public ImmutableArray<string> Owners { get; }

    /// <summary>The accounts that are this agent, as far as they are known.</summary>
    public ImmutableArray<string> Logins { get; internal init; }

    /// <summary>A value that indicates whether it may approve everything and owns protected paths.</summary>
    public bool IsAdvisor { get; internal init; }

    /// <summary>The account from git's settings, which has to be confirmed, or <see langword="null"/> if it comes from elsewhere.</summary>
    public string? Unconfirmed { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal ProposedAgent With(
        ImmutableArray<string>? selectors = null, ImmutableArray<string>? paths = null, ImmutableArray<Package>? packages = null, bool? isAdvisor = null) =>
        new(Name, packages ?? Packages, selectors ?? Selectors, Owners)
        {
            Paths = paths ?? Paths,
            Logins = Logins,
            IsAdvisor = isAdvisor ?? IsAdvisor,
            Unconfirmed = Unconfirmed,
        };
}
