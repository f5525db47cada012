using Harness.Text;

namespace Harness.Policies;

/// <summary>One edge that the policy excuses for a time.</summary>
public sealed class PolicyException
{
    /// <summary>The exact name of the package that uses.</summary>
    public required string From { get; init; }

    /// <summary>The exact name of the crate that is used.</summary>
    public required string To { get; init; }

    /// <summary>The rule whose finding it excuses, or <see langword="null"/> for the layer and the sibling rule.</summary>
    public string? RuleId { get; init; }

    /// <summary>The reason.</summary>
    public required string Because { get; init; }

    /// <summary>The name of whoever is responsible for its removal.</summary>
    public required string Owner { get; init; }

    /// <summary>The last day, in UTC, on which it applies.</summary>
    public required DateOnly Expires { get; init; }

    /// <summary>Its place in the policy: the edge.</summary>
    public required Location Location { get; init; }

    /// <summary>The place of the date.</summary>
    public required Location ExpiresLocation { get; init; }

    /// <summary>Determines whether it is about a rule's findings at all, whatever the date.</summary>
    /// <param name="ruleId">The rule's number.</param>
    public bool Covers(string ruleId) =>
        RuleId is null ? ruleId is DirectionRuleIds.Upward or DirectionRuleIds.Sibling : string.Equals(RuleId, ruleId, StringComparison.Ordinal);

    /// <summary>Determines whether it has expired.</summary>
    /// <param name="today">The date in UTC.</param>
    public bool IsExpired(DateOnly today) => today > Expires;

    /// <inheritdoc/>
    public override string ToString() => $"{From} -> {To}";
}
