using Harness.Manifests;
using Xunit;

namespace Harness.Tests.Manifests;

public sealed class VersionRequirementTests
{
    [Theory]
    [InlineData("1.2.3", "1.2.3 1.2.4 1.3.0 1.99.0", "1.2.2 2.0.0 0.9.0 1.2.3-rc.1 2.0.0-alpha")]
    [InlineData("^1.2.3", "1.2.3 1.9.9", "1.2.2 2.0.0")]
    [InlineData("1.2", "1.2.0 1.9.0", "1.1.9 2.0.0")]
    [InlineData("1", "1.0.0 1.9.0", "0.9.9 2.0.0 1.0.0-rc.1")]
    [InlineData("0.2.3", "0.2.3 0.2.9", "0.2.2 0.3.0 1.0.0")]
    [InlineData("0.2", "0.2.0 0.2.9", "0.1.9 0.3.0")]
    [InlineData("0.0.3", "0.0.3", "0.0.2 0.0.4 0.1.0")]
    [InlineData("0.0", "0.0.0 0.0.9", "0.1.0")]
    [InlineData("0", "0.0.0 0.9.9", "1.0.0")]
    [InlineData("~1.2.3", "1.2.3 1.2.9", "1.2.2 1.3.0")]
    [InlineData("~1.2", "1.2.0 1.2.9", "1.1.9 1.3.0")]
    [InlineData("~1", "1.0.0 1.9.9", "0.9.9 2.0.0")]
    [InlineData("=1.2.3", "1.2.3 1.2.3+build", "1.2.4 1.2.2 1.2.3-rc.1")]
    [InlineData("=1.2", "1.2.0 1.2.9", "1.3.0 1.1.0")]
    [InlineData("=1", "1.0.0 1.9.0", "2.0.0 0.9.0")]
    [InlineData("1.2.*", "1.2.0 1.2.9", "1.3.0 1.1.0")]
    [InlineData("1.*", "1.0.0 1.9.0", "2.0.0")]
    [InlineData("1.*.*", "1.0.0 1.9.0", "2.0.0")]
    [InlineData("*", "0.0.0 1.0.0 99.0.0", "1.0.0-alpha")]
    [InlineData(">1.2.3", "1.2.4 2.0.0", "1.2.3 1.2.2")]
    [InlineData(">1.2", "1.3.0 2.0.0", "1.2.0 1.2.9")]
    [InlineData(">1", "2.0.0", "1.0.0 1.9.9")]
    [InlineData(">=1.2.3", "1.2.3 2.0.0", "1.2.2 1.2.3-rc.1")]
    [InlineData(">=1.2", "1.2.0 3.0.0", "1.1.9")]
    [InlineData("<1.2.3", "1.2.2 0.1.0", "1.2.3 1.3.0")]
    [InlineData("<1.2", "1.1.9", "1.2.0 1.2.5")]
    [InlineData("<=1.2.3", "1.2.3 1.0.0", "1.2.4")]
    [InlineData("<=1.2", "1.2.9 1.0.0", "1.3.0")]
    [InlineData("<=1", "1.9.9 0.1.0", "2.0.0")]
    [InlineData(">=1.2, <1.5", "1.2.0 1.4.9", "1.1.0 1.5.0")]
    [InlineData(">= 1.2 ,<  1.5", "1.2.0 1.4.9", "1.1.0 1.5.0")]
    [InlineData(">1.0, <1.2, <=1.1.5", "1.1.0 1.1.5", "1.0.5 1.1.6")]
    [InlineData("1.0.0-rc.1", "1.0.0-rc.1 1.0.0-rc.2 1.0.0-rc.10 1.0.0 1.5.0", "1.0.0-beta 1.0.1-rc.1 2.0.0-rc.1 1.0.0-rc")]
    [InlineData("=1.0.0-rc.1", "1.0.0-rc.1 1.0.0-rc.1+b", "1.0.0-rc.2 1.0.0")]
    [InlineData("~1.2.3-beta.2", "1.2.3-beta.2 1.2.3-beta.4 1.2.3 1.2.9", "1.2.3-beta.1 1.2.4-beta.2 1.3.0")]
    [InlineData(">=1.0.0-alpha, <2.0.0", "1.0.0-alpha 1.0.0-beta 1.0.0 1.9.0", "1.1.0-alpha 2.0.0-alpha 2.0.0")]
    [InlineData("<2.0.0-beta", "2.0.0-alpha 1.0.0", "2.0.0-beta 2.0.0-rc.1 2.0.0 1.0.0-alpha")]
    [InlineData("0.0.3-alpha", "0.0.3-alpha 0.0.3-beta 0.0.3", "0.0.4 0.0.4-alpha 0.0.2")]
    [InlineData("0.2.0-a.1", "0.2.0-a.1 0.2.0-a.2 0.2.5", "0.2.0-a.0 0.2.1-a.1 0.3.0")]
    public void It_meets_what_cargo_takes(string requirement, string met, string unmet)
    {
        var read = VersionRequirement.Parse(requirement)!;
        Assert.All(met.Split(' '), version => Assert.True(read.Matches(SemanticVersion.Parse(version)!), version));
        Assert.All(unmet.Split(' '), version => Assert.False(read.Matches(SemanticVersion.Parse(version)!), version));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x.1")]
    [InlineData("*.1")]
    [InlineData("1.*.3")]
    [InlineData("01")]
    [InlineData("1.02")]
    [InlineData("1.2.3.4")]
    [InlineData("1.2-rc")]
    [InlineData("1.2.3-")]
    [InlineData("1.2.3-01")]
    [InlineData("1.2.3-a..b")]
    [InlineData(">")]
    [InlineData("> >1")]
    [InlineData("=>1")]
    [InlineData("1 2")]
    [InlineData("1,")]
    [InlineData(",1")]
    [InlineData("*, 1")]
    [InlineData("latest")]
    [InlineData("99999999999999999999")]
    public void What_cargo_refuses_is_no_requirement(string requirement) => Assert.Null(VersionRequirement.Parse(requirement));

    [Fact]
    public void More_than_thirty_two_comparators_are_refused()
    {
        Assert.NotNull(VersionRequirement.Parse(string.Join(',', Enumerable.Repeat(">1", 32))));
        Assert.Null(VersionRequirement.Parse(string.Join(',', Enumerable.Repeat(">1", 33))));
    }

    [Theory]
    [InlineData("1", "^1")]
    [InlineData(" 1.2 ", "^1.2")]
    [InlineData("=1.2.3+b", "=1.2.3")]
    [InlineData("1.*", "1.*")]
    [InlineData("1.2.*", "1.2.*")]
    [InlineData(">=1,<2.0", ">=1, <2.0")]
    [InlineData("X", "*")]
    [InlineData("~ 1.2.3-a", "~1.2.3-a")]
    public void It_is_printed_as_cargo_prints_it(string requirement, string printed) => Assert.Equal(printed, VersionRequirement.Parse(requirement)!.ToString());

    [Theory]
    [InlineData("1.2", "1.2.0")]
    [InlineData("=1.2.3-rc.1", "1.2.3-rc.1")]
    [InlineData("*", "0.0.0")]
    [InlineData("<2", "0.0.0")]
    [InlineData(">=1.1, <2", "1.1.0")]
    [InlineData(">=1.1, ~1.4", "1.4.0")]
    public void Nothing_below_the_lowest_version_meets_it(string requirement, string lowest) => Assert.Equal(lowest, VersionRequirement.Parse(requirement)!.Lowest.ToString());

    [Theory]
    [InlineData("1", "2.3", true)]
    [InlineData("=1", "=2", true)]
    [InlineData(">=1, <2", ">=2, <3", true)]
    [InlineData("1", "=1", false)]
    [InlineData("1", "*", false)]
    [InlineData(">=1, <2", ">=1", false)]
    public void Operators_are_compared_without_numbers(string one, string other, bool expected) =>
        Assert.Equal(expected, VersionRequirement.Parse(one)!.HasOperatorsOf(VersionRequirement.Parse(other)!));
}

public sealed class SemanticVersionTests
{
    [Fact]
    public void Versions_are_ordered_as_the_specification_orders_them()
    {
        string[] inOrder = ["0.0.1", "0.1.0", "1.0.0-1", "1.0.0-9", "1.0.0-10", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.10.0", "2.0.0"];
        var versions = inOrder.Select(v => SemanticVersion.Parse(v)!).ToArray();
        for (var i = 0; i < versions.Length; i++)
        {
            for (var j = 0; j < versions.Length; j++)
            {
                Assert.Equal(i.CompareTo(j), Math.Sign(versions[i].CompareTo(versions[j])));
            }
        }

        Assert.Equal(0, SemanticVersion.Parse("1.0.0+a")!.CompareTo(SemanticVersion.Parse("1.0.0+b")));
    }

    [Theory]
    [InlineData("1.2.3", "1.2.4 1.3.0 2.0.0 1.3.0-rc.1 2.0.0+b", "1.2.3 1.2.2 1.2.5 1.3.1 1.4.0 2.0.1 2.1.0 3.0.0 0.9.0 1.2.3-rc.1")]
    [InlineData("0.1.0", "0.1.1 0.2.0 1.0.0", "0.0.9 0.3.0 0.1.0 0.1.0+x")]
    [InlineData("1.0.0-rc.1", "1.0.0-rc.2 1.0.0-rc.9 1.0.0 1.0.1 1.1.0-alpha", "1.0.0-beta 1.0.0-rc.1 1.2.0")]
    public void A_step_up_is_the_next_version_of_some_kind(string from, string steps, string others)
    {
        var version = SemanticVersion.Parse(from)!;
        Assert.All(steps.Split(' '), next => Assert.True(version.IsStepTo(SemanticVersion.Parse(next)!), next));
        Assert.All(others.Split(' '), next => Assert.False(version.IsStepTo(SemanticVersion.Parse(next)!), next));
    }

    [Theory]
    [InlineData("1.2.3", "1.9.0", true)]
    [InlineData("1.2.3", "2.0.0", false)]
    [InlineData("0.2.3", "0.2.9", true)]
    [InlineData("0.2.3", "0.3.0", false)]
    [InlineData("0.0.3", "0.0.3-rc", true)]
    [InlineData("0.0.3", "0.0.4", false)]
    [InlineData("0.0.3", "0.1.3", false)]
    public void Compatible_versions_share_the_first_number_that_is_not_zero(string one, string other, bool expected) =>
        Assert.Equal(expected, SemanticVersion.Parse(one)!.IsCompatibleWith(SemanticVersion.Parse(other)!));
}
