using System.Collections.Immutable;

namespace Harness.Diagnostics;

/// <summary>
/// The identity of a finding, which stays the same when lines or wording change. It consists of the rule and stable arguments, such as the ends of an
/// edge, a path or a name. Baselines, fingerprints and comparisons use it.
/// </summary>
public sealed class FindingKey : IEquatable<FindingKey>, IComparable<FindingKey>
{
    /// <summary>Creates a key.</summary>
    /// <param name="ruleId">The rule's number.</param>
    /// <param name="arguments">The arguments that distinguish the rule's findings, in a fixed order.</param>
    public FindingKey(string ruleId, params ImmutableArray<string> arguments)
    {
        RuleId = ruleId;
        Arguments = arguments;
    }

    /// <summary>The rule's number.</summary>
    public string RuleId { get; }

    /// <summary>The arguments that distinguish the rule's findings.</summary>
    public ImmutableArray<string> Arguments { get; }

    /// <inheritdoc/>
    public bool Equals(FindingKey? other) => other is not null && RuleId == other.RuleId && Arguments.SequenceEqual(other.Arguments);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FindingKey);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(RuleId);
        foreach (var argument in Arguments)
        {
            hash.Add(argument);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public int CompareTo(FindingKey? other) => other is null ? 1 : string.CompareOrdinal(ToString(), other.ToString());

    /// <summary>Rule and arguments, joined by a space.</summary>
    public override string ToString() => $"{RuleId} {string.Join(' ', Arguments)}";

    /// <summary>Equality by rule and arguments.</summary>
    /// <param name="left">One key.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(FindingKey? left, FindingKey? right) => left?.Equals(right) ?? right is null;

    /// <summary>Inequality by rule and arguments.</summary>
    /// <param name="left">One key.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(FindingKey? left, FindingKey? right) => !(left == right);

    /// <summary>Ordinal order.</summary>
    /// <param name="left">One key.</param>
    /// <param name="right">The other.</param>
    public static bool operator <(FindingKey? left, FindingKey? right) => left is null ? right is not null : left.CompareTo(right) < 0;

    /// <summary>Ordinal order.</summary>
    /// <param name="left">One key.</param>
    /// <param name="right">The other.</param>
    public static bool operator >(FindingKey? left, FindingKey? right) => right < left;

    /// <summary>Ordinal order.</summary>
    /// <param name="left">One key.</param>
    /// <param name="right">The other.</param>
    public static bool operator <=(FindingKey? left, FindingKey? right) => !(right < left);

    /// <summary>Ordinal order.</summary>
    /// <param name="left">One key.</param>
    /// <param name="right">The other.</param>
    public static bool operator >=(FindingKey? left, FindingKey? right) => !(left < right);
}
