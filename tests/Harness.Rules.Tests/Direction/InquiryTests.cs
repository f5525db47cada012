using Harness.Analysis;
using Harness.Analysis.Inquiries;
using Harness.Graphs;
using Harness.Placements;
using Harness.Policies;
using Harness.Rules.Tests.Engine;
using Harness.Workspaces;
using Xunit;

namespace Harness.Rules.Tests.Direction;

/// <summary>What an inquiry says beside the verdict: whom it concerns, what excuses it, what stands there.</summary>
public sealed class InquiryTests
{
    private static readonly string Layers = Judged.Layers("crates = [\"a\", \"x\"]", "crates = [\"b\"]", "crates = [\"c\"]");

    [Fact]
    public void Whom_a_package_may_use_is_told_by_layer_and_never_itself()
    {
        var (inquiry, named) = Ask(Layers, "a: b serde serde/dev", "x", "b: a", "c", "loose");

        var answer = inquiry.AskUses(named("a"));

        Assert.Equal((named("a"), "a", DependencyDirection.Forward), (answer.Package, answer.Name, answer.Direction));
        Assert.Equal(["b", "serde serde"], answer.Declared.Select(d => string.Join(' ', d.Select(one => one.Name))));
        Assert.Equal(["l0: | x", "l1: b |", "l2: c |", ": loose |"], answer.Groups.Select(Spell));
    }

    [Fact]
    public void Who_may_use_a_package_is_asked_the_other_way_round()
    {
        var (inquiry, named) = Ask(Layers, "a: b", "x", "b: a", "c: b/dev", "loose");

        var answer = inquiry.AskUsers(named("b"));

        Assert.Equal((named("b"), "b", DependencyDirection.Reverse), (answer.Package, answer.Name, answer.Direction));
        Assert.Equal(["a", "c"], answer.Declared.Select(d => Assert.Single(d).Owner.Name));
        Assert.Equal(["l0: a x |", "l2: | c", ": loose |"], answer.Groups.Select(Spell));
    }

    [Fact]
    public void Who_uses_a_crate_of_a_registry_is_asked_of_every_package_and_a_confine_denies_it()
    {
        var (inquiry, _) = Ask(Layers + "[[confine]]\ncrates = [\"kube\"]\nusers = [\"c\"]\nbecause = \"x\"\n", "a: kube kube/dev serde", "x: serde", "b", "c: kube");

        var answer = inquiry.AskUsers("kube");

        Assert.Equal((null, "kube", DependencyDirection.Reverse), (answer.Package, answer.Name, answer.Direction));
        Assert.Equal(["a a", "c"], answer.Declared.Select(d => string.Join(' ', d.Select(one => one.Owner.Name))));
        Assert.All(answer.Declared.SelectMany(d => d), d => Assert.Equal("kube", d.Name));
        Assert.Equal(["l0: | a x", "l1: | b", "l2: c |"], answer.Groups.Select(Spell));
    }

    [Theory]
    [InlineData("b -> a", null, "2099-12-31", true)]
    [InlineData("b -> a", null, "2030-01-01", true)]
    [InlineData("b -> a", null, "2029-12-31", false)]
    [InlineData("b -> a", "HRN2003", "2099-12-31", false)]
    [InlineData("c -> a", null, "2099-12-31", false)]
    public void An_exception_excuses_its_own_ends_from_its_own_rule_until_its_last_day(string edge, string? rule, string expires, bool isExcused)
    {
        var exception = $"[[exceptions]]\nedge = \"{edge}\"\n{(rule is null ? "" : $"rule = \"{rule}\"\n")}because = \"x\"\nowner = \"x\"\nexpires = {expires}\n";
        var (inquiry, named) = Ask(Layers + exception, "a", "x", "b: a", "c");

        var answer = inquiry.Ask(named("b"), named("a"), maximumChains: 1);

        var ruling = Assert.Single(answer.Rulings);
        Assert.Equal(("HRN2001", isExcused, !isExcused), (ruling.Reason.RuleId, ruling.Exception is not null, ruling.IsReported));
        Assert.Equal(isExcused ? 0 : 1, answer.Findings.Count(f => f.Descriptor.Id == "HRN2001"));
        Assert.Equal(isExcused ? 1 : 0, answer.Excused.Length);
        Assert.Equal(isExcused ? [] : ["a"], Layer(inquiry.AskUses(named("b")), "l0").Denied.Where(p => p.Name == "a").Select(p => p.Name));
    }

    [Theory]
    [InlineData("off", false)]
    [InlineData("note", true)]
    public void A_rule_that_is_off_denies_nobody(string severity, bool isReported)
    {
        var (inquiry, named) = Ask(Layers + $"[rules]\nHRN2001 = \"{severity}\"\n", "a", "x", "b: a", "c");

        Assert.Equal(isReported, Assert.Single(inquiry.Ask(named("b"), named("a"), maximumChains: 1).Rulings).IsReported);
        Assert.Equal(isReported, Layer(inquiry.AskUses(named("b")), "l0").Denied.Contains(named("a")));
    }

    [Fact]
    public void Ways_are_counted_beyond_those_that_are_spelt_out()
    {
        var (inquiry, named) = Ask(Layers, "a: x b c", "x: b c", "b: c", "c");

        var answer = inquiry.Ask(named("a"), named("c"), maximumChains: 2);

        Assert.Equal((2, new Graphs.PathCount(4, IsExact: true)), (answer.Chains.Length, answer.ChainCount));
        Assert.Single(answer.Chains[0]);
        Assert.Equal("c", Assert.Single(answer.Declarations).Name);
    }

    [Fact]
    public void Of_a_crate_of_a_registry_its_own_declarations_count_alone()
    {
        var (inquiry, named) = Ask(Layers, "a: b serde serde/dev tokio", "x", "b: serde", "c");

        var answer = inquiry.Ask(named("a"), "serde");

        Assert.Equal(["a serde", "a serde"], answer.Declarations.Select(d => $"{d.Owner.Name} {d.Name}"));
        Assert.Equal((0, new Graphs.PathCount(0, IsExact: true)), (answer.Chains.Length, answer.ChainCount));
    }

    private static (DependencyInquiry Inquiry, Func<string, Package> Named) Ask(string policy, params string[] packages)
    {
        var parsed = Policy.Parse(Judged.Text(policy)).Value;
        var bound = BoundPolicy.Bind(parsed, Codebase.Load(Judged.Tree(packages), parsed.Workspace.ToCodebaseOptions(), TestContext.Current.CancellationToken));
        var inquiry = new DependencyInquiry(new AnalysisEngine(BuiltInRules.All), bound, Judged.Today, TestContext.Current.CancellationToken);
        return (inquiry, name => bound.Codebase.Packages.Single(p => p.Name == name));
    }

    private static LayerGroup Layer(PackageAnswer answer, string name) => answer.Groups.Single(g => g.Layer?.Name == name);

    private static string Spell(LayerGroup group) =>
        $"{group.Layer?.Name}: {string.Concat(group.Allowed.Select(p => p.Name + " "))}| {string.Join(' ', group.Denied.Select(p => p.Name))}".TrimEnd();
}
