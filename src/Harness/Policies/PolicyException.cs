using Harness.Text;

namespace Harness.Policies;

/// <summary>One edge that the policy excuses for a time.</summary>
public sealed class PolicyException
{
    /// <summary>The exact name of the package that uses.</summary>
    public required string From { get; init; }

    /// <summary>The exact name of what is used.</summary>
    public required string To { get; init; }

    /// <summary>The one rule that it excuses from, or <see langword="null"/> for the layer and the sibling rule.</summary>
    public string? RuleId { get; init; }

    /// <summary>The reason.</summary>
    public required string Because { get; init; }

    /// <summary>Who sees to it that it goes.</summary>
    public required string Owner { get; init; }

    /// <summary>The last day, in UTC, on which it excuses.</summary>
    public required DateOnly Expires { get; init; }

    /// <summary>Its place in the policy: the edge.</summary>
    public required Location Location { get; init; }

    /// <summary>The place of the date.</summary>
    public required Location ExpiresLocation { get; init; }

    /// <summary>Determines whether it is about a rule's findings at all, whatever the date.</summary>
    /// <param name="ruleId">The rule's number.</param>
    public bool Covers(string ruleId) =>
        RuleId is null ? ruleId is DirectionRuleIds.Upward or DirectionRuleIds.Sibling : string.Equals(RuleId, ruleId, StringComparison.Ordinal);

    /// <summary>Determines whether it excuses nothing any more.</summary>
    /// <param name="today">The date in UTC.</param>
    public bool IsExpired(DateOnly today) => today > Expires;

    /// <inheritdoc/>
    public override string ToString() => $"{From} -> {To}";
}
