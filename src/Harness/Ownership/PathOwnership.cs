using System.Collections.Immutable;
using Harness.Policies;
using Harness.Text;
using Harness.Workspaces;

namespace Harness.Ownership;

/// <summary>Whose a path is, and by what.</summary>
public sealed class PathOwnership
{
    private readonly string? phrase;

    internal PathOwnership(OwnershipKind kind, Location? reason, string? phrase = null) => (Kind, Reason, this.phrase) = (kind, reason, phrase);

    /// <summary>By what the path has its owner.</summary>
    public OwnershipKind Kind { get; }

    /// <summary>
    /// The one agent that owns the path. Of a shared path: who owns it beyond its meaning. <see langword="null"/> if nobody does,
    /// where several agents claim it equally well (see <see cref="Claimants"/>), and for a protected path, which the advisors own.
    /// </summary>
    public Agent? Owner { get; internal init; }

    /// <summary>The agents that claim the path equally well, so that none of them owns it; empty without a tie.</summary>
    public ImmutableArray<Agent> Claimants { get; internal init; } = [];

    /// <summary>The entry of <c>[shared]</c>, with its meaning, or <see langword="null"/> for other kinds.</summary>
    public SharedPath? Shared { get; internal init; }

    /// <summary>
    /// The innermost package on whose ground the path lies, also where something else decides, or <see langword="null"/> if there is
    /// none. The root package's ground is its manifest and the directories of its targets.
    /// </summary>
    public Package? Package { get; internal init; }

    /// <summary>Further agents whose consent a change of the path needs: owners of packages that compile a file outside them.</summary>
    public ImmutableArray<Agent> Consenters { get; internal init; } = [];

    /// <summary>The line of the policy that decided, or <see langword="null"/> if none did.</summary>
    public Location? Reason { get; }

    /// <summary>What decided, in one phrase: <c>the selector 'crates/db/**' of agent 'master-db' (harness.toml:12)</c>.</summary>
    public string Phrase => phrase ?? $"the shared path '{Shared!.Paths}' (\"{Shared.Meaning.ToText()}\", {Reason})";

    /// <summary>By what it would be owned if it were not shared; the kind itself for other kinds.</summary>
    internal OwnershipKind Beneath { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}: {Owner?.Name ?? "nobody"}, by {Phrase}";

    internal PathOwnership WithConsenters(ImmutableArray<Agent> consenters) => Copy(Kind, Reason, phrase, Shared, consenters);

    internal PathOwnership WithShared(SharedPath shared) => Copy(OwnershipKind.Shared, shared.Paths.Location, null, shared, Consenters);

    private PathOwnership Copy(OwnershipKind kind, Location? reason, string? text, SharedPath? shared, ImmutableArray<Agent> consenters) => new(kind, reason, text)
    {
        Owner = Owner,
        Claimants = Claimants,
        Shared = shared,
        Package = Package,
        Consenters = consenters,
        Beneath = Beneath,
    };
}
