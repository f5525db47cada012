using Harness.Analysis;
using Xunit;

namespace Harness.Rules.Tests.Engine;

/// <summary>What the policy's reference says of edges, kinds, layers, forbid, confine and exceptions, sentence by sentence.</summary>
public sealed class HouseSentenceTests
{
    private const string Top = "crates = [\"a\"]";
    private const string Low = "crates = [\"b\"]";

    [Theory]
    [InlineData("a", "2001 b a")]
    [InlineData("a/build", "2001 b a")]
    [InlineData("a/optional", "2001 b a")]
    [InlineData("a/unix", "2001 b a")]
    [InlineData("a/as-x", "2001 b a")]
    [InlineData("a/registry", "2001 b a, 2007 b a")]
    [InlineData("a/dev", "")]
    public void An_edge_is_a_declaration_of_a_judged_kind_optional_and_of_targets_too(string dependency, string findings) =>
        Assert.Equal(findings, Judged.Edges(Judged.Layers(Top, Low, "crates = [\"c\"]"), "a: c", $"b: {dependency}", "c"));

    [Fact]
    public void Each_declaring_line_is_one_finding() =>
        Assert.Equal("2001 b a, 2001 b a, 2001 b a", Judged.Edges(Judged.Layers(Top, Low), "a", "b: a a/build a/unix a/dev"));

    [Fact]
    public void A_package_is_no_edge_to_itself() =>
        Assert.Equal("", Judged.Edges(Judged.Layers(Top, Low) + Forbid("\"b\"", "\"b\""), "a: b", "b: b/dev"));

    [Fact]
    public void Packages_that_are_reached_by_path_are_judged_though_they_are_no_members() =>
        Assert.Equal("2001 far a", Judged.Edges(Judged.Layers(Top, "crates = [\"b\", \"far\"], siblings = \"allow\""), "a", "b: far", "out/far: a"));

    [Theory]
    [InlineData("kinds = [\"dev\"]", "2003 a b")]
    [InlineData("kinds = [\"build\"]", "")]
    [InlineData("", "2003 a c")]
    public void Kinds_of_a_forbid_replace_those_of_the_workspace(string kinds, string findings) =>
        Assert.Equal(findings, Judged.Edges("version = 1\n" + Forbid("\"a\"", "\"b\", \"c\"", kinds), "a: b/dev c", "b", "c"));

    [Theory]
    [InlineData("kinds = [\"dev\"]", "2004 a b")]
    [InlineData("", "")]
    public void Kinds_of_a_confine_replace_those_of_the_workspace(string kinds, string findings) =>
        Assert.Equal(findings, Judged.Edges("version = 1\n" + Confine("\"b\"", "users = []", kinds), "a: b/dev c", "b", "c"));

    [Fact]
    public void On_a_path_only_the_first_step_may_be_a_dev_edge()
    {
        var policy = "version = 1\n" + Forbid("\"a\"", "\"c\"", "reach = \"transitive\"\nkinds = [\"normal\", \"dev\"]");
        Assert.Equal("2003 a c", Judged.Edges(policy, "a: b/dev", "b: c", "c"));
        Assert.Equal("", Judged.Edges(policy, "a: b", "b: c/dev", "c"));
    }

    [Theory]
    [InlineData("a: b", "b: a", true)]
    [InlineData("a: b/optional", "b: a/build", true)]
    [InlineData("a: b", "b: a/dev", false)]
    [InlineData("a: b/dev", "b: a/dev", false)]
    public void Cycles_are_judged_over_normal_and_build_edges_and_dev_cycles_are_legal(string a, string b, bool isCycle) =>
        Assert.Equal(isCycle, Judged.Edges("version = 1\n[workspace]\nkinds = [\"normal\", \"build\", \"dev\"]\n", a, b).Contains("2005", StringComparison.Ordinal));

    [Fact]
    public void Any_lower_layer_may_be_used_adjacent_or_not_and_never_a_higher_one() =>
        Assert.Equal(
            "2001 b a, 2001 c a, 2001 c b",
            Judged.Edges(Judged.Layers(Top, Low, "crates = [\"c\"]") + "[rules]\nHRN2005 = \"off\"\n", "a: b c", "b: a c", "c: a b"));

    [Fact]
    public void A_layer_is_closed_by_a_confine() =>
        Assert.Equal(
            "2004 a c",
            Judged.Edges(Judged.Layers(Top, Low, "crates = [\"c\"]") + Confine("\"@l2\"", "users = [\"@l1\"]"), "a: b c", "b: c", "c"));

    [Theory]
    [InlineData("", "2002 a b")]
    [InlineData(", siblings = \"allow\"", "")]
    [InlineData(", siblings = \"deny\"", "2002 a b")]
    [InlineData(", edges = [\"a -> b\"]", "")]
    [InlineData(", edges = [\"* -> b\"]", "")]
    [InlineData(", edges = [\"b -> a\"]", "2002 a b")]
    public void An_edge_between_two_slices_is_denied_unless_the_layer_allows_it(string extra, string findings) =>
        Assert.Equal(findings, Judged.Edges(Judged.Layers("crates = [\"**\"]" + extra), "a: b", "b"));

    [Fact]
    public void Inside_a_slice_all_is_free() =>
        Assert.Equal("2002 b in", Judged.Edges(Judged.Layers("crates = [\"**\"]"), "a: in", "a/in", "b: in", "a/in/deep: in"));

    [Fact]
    public void An_edge_passes_all_rules_and_none_masks_another() =>
        Assert.Equal(
            "2001 b a, 2003 b a, 2003 b a, 2004 b a, 2007 b a",
            Judged.Edges(Judged.Layers(Top, Low) + Forbid("\"b\"", "\"a\"") + Forbid("\"**\"", "\"a\"") + Confine("\"a\"", "users = []"), "a", "b: a/registry"));

    [Fact]
    public void The_same_set_twice_makes_it_independent() =>
        Assert.Equal("2003 a b, 2003 b c", Judged.Edges("version = 1\n" + Forbid("\"a\", \"b\", \"c\"", "\"a\", \"b\", \"c\""), "a: b d", "b: c", "c: d", "d"));

    [Fact]
    public void A_transitive_forbid_is_one_finding_a_pair_of_ends_on_the_first_edge_of_the_shortest_path()
    {
        var result = Judged.By("version = 1\n" + Forbid("\"a\"", "\"e\", \"serde\"", "reach = \"transitive\""), "a: b d", "b: c", "c: e", "d: e serde", "e: serde");
        Assert.Equal(["a -> e", "a -> serde"], result.Findings.Select(f => $"{f.Edge!.From} -> {f.Edge.To}").Order(StringComparer.Ordinal));
        Assert.All(result.Findings, f => Assert.Equal("a/Cargo.toml:7", f.Location.ToString()));
    }

    [Fact]
    public void A_name_in_to_is_an_external_crate_too_and_never_a_rename()
    {
        Assert.Equal("2003 a serde", Judged.Edges("version = 1\n" + Forbid("\"**\"", "\"serde\""), "a: serde/as-b c", "c"));
        Assert.Equal("", Judged.Edges("version = 1\n" + Forbid("\"**\"", "\"other\""), "a: serde/as-other c", "c"));
        Assert.Equal("2004 a kube", Judged.Edges("version = 1\n" + Confine("\"kube\"", "users = [\"c\"]"), "a: kube/as-b c", "c: kube"));
    }

    [Fact]
    public void Direct_declarations_are_read_and_no_lock_file() =>
        Assert.Equal("2003 b serde", Judged.Edges("version = 1\n" + Forbid("\"a\", \"b\"", "\"serde\""), "a: b", "b: serde"));

    [Fact]
    public void Confined_crates_may_use_one_another_and_only_direct_edges_count() =>
        Assert.Equal("2004 d b", Judged.Edges("version = 1\n" + Confine("\"b\", \"c\"", "users = [\"a\"]"), "a: b", "b: c", "c", "d: b a"));

    [Fact]
    public void Uses_speaks_of_packages_of_the_tree_only() =>
        Assert.Equal("2004 b d", Judged.Edges("version = 1\n" + Confine("\"b\"", "uses = [\"c\"]"), "a", "b: c d serde", "c", "d"));

    [Fact]
    public void No_users_while_dev_edges_are_free_is_for_tests_only() =>
        Assert.Equal("2004 b fixtures", Judged.Edges("version = 1\n" + Confine("\"fixtures\"", "users = []"), "a: fixtures/dev", "b: fixtures", "fixtures"));

    [Theory]
    [InlineData("layers = [{ name = \"top\", crates = [\"a\", \"ghost\"] }, { name = \"low\", crates = [\"b\"] }]", "HRN1003")]
    [InlineData("layers = [{ name = \"top\", crates = [\"a\", \"b\"], edges = [\"b -> a\", \"a -> b\"] }]", "HRN1013 HRN1007")]
    [InlineData("layers = [{ name = \"top\", crates = [\"a\", \"b\"], edges = [\"a -> b\", \"b -> b\"] }]", "HRN1013")]
    [InlineData("[agents.x]\nlogins = [\"x\"]\ncrates = [\"**\", \"ghost\"]", "HRN1003")]
    [InlineData("[agents.x]\nlogins = [\"x\"]\ncrates = [\"**\"]\n[[leases]]\nagent = \"x\"\ncrates = [\"ghost\"]\nbecause = \"x\"\nexpires = 2031-01-01", "HRN1003")]
    [InlineData("[workspace]\nplanned = [\"x\"]\n[[forbid]]\nfrom = [\"b\"]\nto = [\"xx\"]\nbecause = \"x\"", "HRN1012")]
    [InlineData("[workspace]\nplanned = [\"x*\"]\n[[forbid]]\nfrom = [\"b\"]\nto = [\"x\"]\nbecause = \"x\"", "HRN1012")]
    [InlineData("[workspace]\nplanned = [\"x\"]\n[[forbid]]\nfrom = [\"b\"]\nto = [\"x\"]\nbecause = \"x\"", "")]
    [InlineData("[rules]\nHRN2001 = { severity = \"note\", crates = [\"ghost\"] }", "HRN1003")]
    [InlineData("[rules]\nACME1 = \"note\"", "HRN1014")]
    public void What_is_dead_in_the_policy_is_a_finding_unless_it_is_planned_as_it_is_spelt(string tables, string ids) =>
        Assert.Equal(ids, Judged.Ids("version = 1\n" + tables + "\n", "a: b", "b"));

    [Theory]
    [InlineData("layers = [{ name = \"top\", crates = [\"a\"] }]", "HRN1001")]
    [InlineData("layers = [{ name = \"top\", crates = [\"a\", \"b\"], siblings = \"allow\" }, { name = \"low\", crates = [\"b\"] }]", "HRN1002")]
    [InlineData("[agents.x]\nlogins = [\"x\"]\ncrates = [\"a\"]", "HRN1010")]
    [InlineData("[agents.x]\nlogins = [\"x\"]\ncrates = [\"a\", \"b\"]\n[agents.y]\nlogins = [\"y\"]\ncrates = [\"b\"]", "HRN1002")]
    public void A_package_without_a_place_or_with_two_is_a_finding(string tables, string ids) =>
        Assert.Equal(ids, Judged.Ids("version = 1\n" + tables + "\n", "a: b", "b"));

    private static string Forbid(string from, string to, string extra = "") =>
        $"[[forbid]]\nfrom = [{from}]\nto = [{to}]\nbecause = \"x\"\n{extra}\n";

    private static string Confine(string crates, string ends, string extra = "") =>
        $"[[confine]]\ncrates = [{crates}]\n{ends}\nbecause = \"x\"\n{extra}\n";
}
