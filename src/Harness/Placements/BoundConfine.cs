using Harness.Manifests;
using Harness.Policies;
using Harness.Workspaces;

namespace Harness.Placements;

/// <summary>A <see cref="Policies.Confine"/> with its selectors resolved, which judges single edges.</summary>
public sealed class BoundConfine
{
    internal BoundConfine(Confine confine, BoundPolicy policy)
    {
        Confine = confine;
        Crates = policy.Select(confine.Crates);
        Users = confine.Users is { } users ? policy.Select(users) : null;
        Uses = confine.Uses is { } uses ? policy.Select(uses) : null;
        Kinds = confine.Kinds ?? policy.Policy.Workspace.Kinds;
    }

    /// <summary>The rule as the policy has it.</summary>
    public Confine Confine { get; }

    /// <summary>The crates confined. They may use one another.</summary>
    public CrateSet Crates { get; }

    /// <summary>The other packages that may use them, or <see langword="null"/> if <see cref="Uses"/> is given.</summary>
    public CrateSet? Users { get; }

    /// <summary>The other packages that they may use, or <see langword="null"/> if <see cref="Users"/> is given.</summary>
    public CrateSet? Uses { get; }

    /// <summary>The kinds judged.</summary>
    public DependencyKinds Kinds { get; }

    /// <summary>Determines whether one package must not use another.</summary>
    /// <param name="from">The package that uses.</param>
    /// <param name="to">The package that is used.</param>
    public bool Denies(Package from, Package to) => from != to
        && (Users is null ? Crates.Contains(from) && !Uses!.Contains(to) && !Crates.Contains(to) : IsStranger(from) && Crates.Contains(to));

    /// <summary>Determines whether a package must not use an external crate. A confined crate may use any external crate.</summary>
    /// <param name="from">The package that uses.</param>
    /// <param name="crateName">The crate's name, never a rename.</param>
    public bool Denies(Package from, string crateName) => Users is not null && IsStranger(from) && Crates.ContainsExternal(crateName);

    private bool IsStranger(Package package) => !Users!.Contains(package) && !Crates.Contains(package);
}
