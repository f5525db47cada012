using Harness.Diagnostics;
using Xunit;

namespace Harness.Tests.Diagnostics;

public sealed class FindingKeyTests
{
    [Theory]
    [InlineData("HRN1", "a b", "HRN1", "a b", true)]
    [InlineData("HRN1", "", "HRN1", "", true)]
    [InlineData("HRN1", "a b", "HRN2", "a b", false)]
    [InlineData("HRN1", "a b", "HRN1", "b a", false)]
    [InlineData("HRN1", "a b", "HRN1", "a", false)]
    [InlineData("HRN1", "a", "HRN1", "A", false)]
    [InlineData("HRN1", "é", "HRN1", "e\u0301", false)]
    public void Keys_are_the_same_where_rule_and_arguments_are(string rule, string arguments, string otherRule, string otherArguments, bool expected)
    {
        var (one, other) = (Key(rule, arguments), Key(otherRule, otherArguments));
        Assert.Equal((expected, expected, !expected), (one.Equals(other), one == other, one != other));
        Assert.Equal(expected, one.Equals((object)other));
        Assert.True(!expected || one.GetHashCode() == other.GetHashCode());
    }

    [Fact]
    public void Arguments_are_not_run_together()
    {
        Assert.NotEqual(new FindingKey("HRN1", "a", "b"), new FindingKey("HRN1", "a b"));
        Assert.NotEqual(new FindingKey("HRN1", "a", ""), new FindingKey("HRN1", "a"));
    }

    [Fact]
    public void Order_is_ordinal_and_nothing_comes_first()
    {
        var keys = new[] { Key("HRN2", "a"), Key("HRN1", "b"), Key("HRN1", "B"), Key("HRN1", "a b") }.Order().Select(k => k.ToString());
        Assert.Equal(["HRN1 B", "HRN1 a b", "HRN1 b", "HRN2 a"], keys);
        Assert.Equal(1, Key("HRN1", "a").CompareTo(null));
    }

    [Fact]
    public void Operators_agree_with_the_order()
    {
        var (low, high) = (Key("HRN1", "a"), Key("HRN1", "b"));
        FindingKey? none = null;
        Assert.True(low < high && high > low && low <= high && high >= low && none < low && low > none && none <= low && low >= none);
        Assert.False(high < low || low > high || high <= low || low >= high || low < none || none > low);
#pragma warning disable CS1718
        Assert.True(low <= low && low >= low && !(low < low) && !(low > low));
#pragma warning restore CS1718
        Assert.True(none != low && !low.Equals("HRN1 a"));
    }

    private static FindingKey Key(string rule, string arguments) => new(rule, arguments.Length == 0 ? [] : [.. arguments.Split(' ')]);
}
