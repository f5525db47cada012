using System.Collections.Immutable;

namespace Harness.Inference;

/// <summary>What a proposal cannot read from the tree.</summary>
public sealed class ProposalOptions
{
    /// <summary>The names to split the packages between; empty for the owners of CODEOWNERS, where there is one.</summary>
    public ImmutableArray<string> Agents { get; init; } = [];

    /// <summary>The advisors asked for: accounts of the host, or teams with their organisation. Empty for those of CODEOWNERS, else the author.</summary>
    public ImmutableArray<string> Advisors { get; init; } = [];

    /// <summary>
    /// The account of whoever makes the proposal, where nothing else names an advisor, or <see langword="null"/> if it is not known.
    /// </summary>
    public string? Author { get; init; }

    /// <summary>
    /// A value that indicates whether the author's account is told by the host or the settings; else it is only a guess, and nobody gets a right by
    /// it.
    /// </summary>
    public bool IsAuthorKnown { get; init; }
}
