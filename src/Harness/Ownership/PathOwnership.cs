using System.Collections.Immutable;
using Harness.Policies;
using Harness.Text;
using Harness.Workspaces;

namespace Harness.Ownership;

/// <summary>The owner of a path, and the reason.</summary>
public sealed class PathOwnership
{
    private readonly string? phrase;

    internal PathOwnership(OwnershipKind kind, Location? reason, string? phrase = null) => (Kind, Reason, this.phrase) = (kind, reason, phrase);

    /// <summary>The basis on which the path has its owner.</summary>
    public OwnershipKind Kind { get; }

    /// <summary>
    /// The agent that owns the path. For a shared path, the agent that owns it apart from its shared meaning. <see langword="null"/> if the path has
    /// no owner, if several agents claim it equally (see <see cref="Claimants"/>), or if it is protected and owned by the advisors.
    /// </summary>
    public Agent? Owner { get; internal init; }

    /// <summary>The agents that claim the path equally, so that none of them owns it. Empty if there is no tie.</summary>
    public ImmutableArray<Agent> Claimants { get; internal init; } = [];

    /// <summary>The entry of <c>[shared]</c>, with its meaning, or <see langword="null"/> for other kinds.</summary>
    public SharedPath? Shared { get; internal init; }

    /// <summary>
    /// The innermost package that the path belongs to, even if something else decides its owner, or <see langword="null"/> if there is none. Only its
    /// manifest and the directories of its targets belong to a root package.
    /// </summary>
    public Package? Package { get; internal init; }

    /// <summary>Further agents that must consent to a change of the path: owners of packages that compile a file outside their directory.</summary>
    public ImmutableArray<Agent> Consenters { get; internal init; } = [];

    /// <summary>The line of the policy that decided, or <see langword="null"/> if none did.</summary>
    public Location? Reason { get; }

    /// <summary>The reason in one phrase: <c>the selector 'crates/db/**' of agent 'master-db' (harness.toml:12)</c>.</summary>
    public string Phrase => phrase ?? $"the shared path '{Shared!.Paths}' (\"{Shared.Meaning.ToText()}\", {Reason})";

    /// <summary>The kind of ownership that would apply if the path were not shared. For other kinds, the kind itself.</summary>
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
