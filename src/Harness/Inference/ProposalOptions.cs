using System.Collections.Immutable;

namespace Harness.Inference;

/// <summary>The options of a proposal that cannot be read from the tree.</summary>
public sealed class ProposalOptions
{
    /// <summary>The names to split the packages among. Empty to use the owners of CODEOWNERS, if it exists.</summary>
    public ImmutableArray<string> Agents { get; init; } = [];

    /// <summary>
    /// The advisors asked for: accounts of the host, or teams with their organisation. Empty for those of CODEOWNERS, else the author.
    /// </summary>
    public ImmutableArray<string> Advisors { get; init; } = [];

    /// <summary>
    /// The account of the author, used if nothing else names an advisor, or <see langword="null"/> if it is unknown.
    /// </summary>
    public string? Author { get; init; }

    /// <summary>
    /// A value that indicates whether the author's account comes from the host or the settings. Otherwise it is a guess, and gives no right.
    /// </summary>
    public bool IsAuthorKnown { get; init; }
}
