using Harness.Manifests;
using Harness.Policies;
using Harness.Workspaces;

namespace Harness.Placements;

/// <summary>A <see cref="Policies.Forbid"/> with its selectors resolved, which judges single edges.</summary>
public sealed class BoundForbid
{
    internal BoundForbid(Forbid forbid, BoundPolicy policy)
    {
        Forbid = forbid;
        From = policy.Select(forbid.From);
        To = policy.Select(forbid.To);
        Kinds = forbid.Kinds ?? policy.Policy.Workspace.Kinds;
    }

    /// <summary>The rule as the policy has it.</summary>
    public Forbid Forbid { get; }

    /// <summary>The packages that must not use the others.</summary>
    public CrateSet From { get; }

    /// <summary>The crates that must not be used.</summary>
    public CrateSet To { get; }

    /// <summary>The kinds judged.</summary>
    public DependencyKinds Kinds { get; }

    /// <summary>Determines whether one package must not use another: directly, and by way of others too if the rule is transitive.</summary>
    /// <param name="from">The package that uses.</param>
    /// <param name="to">The package that is used.</param>
    public bool Denies(Package from, Package to) => from != to && From.Contains(from) && To.Contains(to);

    /// <summary>Determines whether a package must not use an external crate.</summary>
    /// <param name="from">The package that uses.</param>
    /// <param name="crateName">The crate's name, never a rename.</param>
    public bool Denies(Package from, string crateName) => From.Contains(from) && To.ContainsExternal(crateName);
}
