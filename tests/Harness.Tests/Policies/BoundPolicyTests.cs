using Harness.Diagnostics;
using Harness.Placements;
using Harness.Policies;
using Xunit;

namespace Harness.Tests.Policies;

public sealed class BoundPolicyTests
{
    private static readonly string[] Tree = [".: serde", "a", "a/deep", "crates/b", "crates/c"];

    [Theory]
    [InlineData("\"b\"", "b")]
    [InlineData("\"./a\"", "a")]
    [InlineData("\"a/\"", "a")]
    [InlineData("\"./A\", \"b\"", "b")]
    [InlineData("\"A/**\", \"b\"", "b")]
    [InlineData("\"a/**\"", "a deep")]
    [InlineData("\"crates/*\"", "b c")]
    [InlineData("\"./*\"", "a")]
    [InlineData("\".\"", "root")]
    [InlineData("\"**\"", "a b c deep root")]
    [InlineData("\"?\"", "a b c")]
    [InlineData("\"@top\"", "a deep")]
    [InlineData("\"**\", \"!@top\", \"!root\"", "b c")]
    [InlineData("\"!b\", \"crates/*\"", "c")]
    public void Selectors_select_as_the_house_says(string selectors, string names)
    {
        var bound = Bound.To($"{PlacementTests.Layers("\"a\"", "\"b\"")}[[forbid]]\nfrom = [{selectors}]\nto = [\"c\"]\nbecause = \"x\"\n", Tree);
        var set = bound.Select(bound.Policy.Forbids[0].From);
        Assert.Equal(names, set.Names());
        Assert.Equal(names.Split(' '), bound.Codebase.Packages.Where(set.Contains).Select(p => p.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_select_external_crates_and_directories_do_not()
    {
        var bound = Bound.To("version = 1\n[[forbid]]\nfrom = [\"**\"]\nto = [\"serde\", \"aws-*\", \"!aws-ok\", \"**\"]\nbecause = \"x\"\n", Tree);
        var set = bound.Select(bound.Policy.Forbids[0].To);
        Assert.Equal([true, true, false, false], new[] { "serde", "aws-sdk", "aws-ok", "tokio" }.Select(set.ContainsExternal));
    }

    [Fact]
    public void A_slice_is_a_package_with_those_nested_in_it_within_its_layer()
    {
        var bound = Bound.To(PlacementTests.Layers("\"**\"", "\"other\""), "a", "a/x", "a/x/y", "b", "b/other", "b/other/z");
        Assert.Equal(["a", "a", "a", "b", "b/other", "b"], bound.Codebase.Packages.Select(bound.GetSlice));
        Assert.False(bound.JudgeLayers(bound.Package("a/x/y"), bound.Package("a")).Denies);
        Assert.True(bound.JudgeLayers(bound.Package("a"), bound.Package("b")).Denies);
        Assert.NotEqual(EdgeReasonKind.SameSlice, bound.JudgeLayers(bound.Package("b"), bound.Package("b/other")).Kind);
    }

    [Fact]
    public void The_root_package_makes_no_slice_of_all() =>
        Assert.Equal([".", "a", "b"], SlicesOf("crates = [\"**\"]", ".", "a", "b"));

    [Fact]
    public void Slices_makes_one_of_each_directory_matched_and_of_each_name_glob() =>
        Assert.Equal(
            ["q_*", "q_*", "vm/one", "vm/one", "vm/two"],
            SlicesOf("crates = [\"**\"], slices = [\"vm/*\", \"q_*\"]", "q_a", "q_b", "vm/one/x", "vm/one/y", "vm/two/z"));

    [Theory]
    [InlineData("\"* -> a\"", "b", "a", true)]
    [InlineData("\"* -> a\"", "a", "b", false)]
    [InlineData("\"b -> a\"", "vm/one/x", "a", false)]
    [InlineData("\"vm/one -> a\"", "vm/one/x", "a", true)]
    [InlineData("\"vm/one -> ./vm/two\"", "vm/one/x", "vm/two/z", true)]
    [InlineData("\"v* -> a\"", "b", "a", false)]
    public void Ends_of_edges_are_a_star_selectors_or_slice_directories(string edges, string from, string to, bool allowed)
    {
        var bound = Bound.To(One($"crates = [\"**\"], slices = [\"vm/*\"], edges = [{edges}]"), "a", "b", "vm/one/x", "vm/two/z");
        Assert.Equal(!allowed, bound.JudgeLayers(bound.Package(from), bound.Package(to)).Denies);
    }

    [Fact]
    public void Siblings_are_allowed_where_the_layer_says_so()
    {
        var bound = Bound.To(One("crates = [\"**\"], siblings = \"allow\""), "a", "b");
        Assert.False(bound.JudgeLayers(bound.Package("a"), bound.Package("b")).Denies);
    }

    [Fact]
    public void A_pattern_of_paths_that_no_path_fits_is_dead_unless_it_is_planned()
    {
        var bound = Bound.To("""
            version = 1
            [workspace]
            planned = ["./CHANGELOG.md", "later/**"]
            [agents.a]
            paths = ["a/src/**", "deploy/**", "a/nothing.rs", "later/**"]
            [shared]
            "**/Cargo.lock" = "consistent"
            "CHANGELOG.md" = "any"
            "Cargo.toml" = "shrink"
            "a" = "any"
            [[leases]]
            agent = "a"
            paths = ["**/lib.rs", "b/*"]
            because = "x"
            expires = 2030-01-01
            """, "a");
        Assert.Equal(["deploy/** Paths", "a/nothing.rs Paths", "**/Cargo.lock Paths", "b/* Paths"], bound.DeadSelectors.Select(d => $"{d.Text} {d.Domain}"));
    }

    [Fact]
    public void Only_what_is_spelt_out_as_planned_may_match_nothing()
    {
        const string Policy = """
            version = 1
            layers = [{ name = "top", crates = ["a", "ghost"] }, { name = "low", crates = ["b", "c*"], edges = ["b -> nobody"] }]
            [workspace]
            planned = ["c*", "openssl"]
            manifests = ["Cargo.toml", "none/*/Cargo.toml"]
            [[forbid]]
            from = ["@low"]
            to = ["serde", "openssl", "opnessl", "!tokio"]
            because = "x"
            """;
        var bound = Bound.To(Policy, "a", "b: serde");
        Assert.Equal(
            ["ghost Packages", "nobody Packages", "none/*/Cargo.toml Manifests", "opnessl Crates", "!tokio Crates"],
            bound.DeadSelectors.Select(d => $"{d.Text} {d.Domain}"));
    }

    [Fact]
    public void A_path_that_is_spelt_out_and_there_is_not_dead()
    {
        var bound = Bound.To("version = 1\n[agents.a]\npaths = [\"a/src/lib.rs\", \"a\", \"a/none.rs\"]\n", "a");
        Assert.Equal("a/none.rs", Assert.Single(bound.DeadSelectors).Text);
    }

    [Fact]
    public void What_is_planned_may_be_taken_out_too()
    {
        var bound = Bound.To("version = 1\n[workspace]\nplanned = [\"openssl\"]\n[[forbid]]\nfrom = [\"a\"]\nto = [\"b\", \"!openssl\"]\nbecause = \"x\"\n", "a", "b");
        Assert.Empty(bound.DeadSelectors);
    }

    [Theory]
    [InlineData("siblings = \"allow\", edges = [\"a -> b\"]", "Needless")]
    [InlineData("edges = [\"a -> b\", \"b -> a\"]", "Opposed")]
    [InlineData("edges = [\"b -> a\"]", "Unused")]
    [InlineData("edges = [\"* -> b\"]", "")]
    [InlineData("edges = [\"c -> b\"]", "Forbidden")]
    [InlineData("edges = [\"a -> b\", \"b -> c\"]", "Unused")]
    [InlineData("edges = [\"a -> b\", \"c -> a\"]", "Unused")]
    public void Edges_that_contradict_or_allow_nothing_are_known(string layer, string faults)
    {
        var forbid = "[[forbid]]\nfrom = [\"c\"]\nto = [\"b\"]\nbecause = \"x\"\n";
        var bound = Bound.To(One($"crates = [\"**\"], {layer}") + forbid, "a: b", "b", "c");
        Assert.Equal(faults, string.Join(' ', bound.LayerEdgeFindings.Select(f => f.Fault)));
    }

    [Theory]
    [InlineData("\"a -> b\"", "", "Unused")]
    [InlineData("\"a -> b\"", "b", "")]
    [InlineData("\"b -> a\"", "b", "")]
    [InlineData("\"deep -> a\"", "", "Unused")]
    public void An_edge_that_is_planned_may_allow_nothing_and_one_within_a_slice_does(string edge, string planned, string faults)
    {
        var bound = Bound.To($"{One($"crates = [\"**\"], edges = [{edge}]")}[workspace]\nplanned = [\"{planned}\"]\n".Replace("[\"\"]", "[]", StringComparison.Ordinal), "a", "a/deep: a", "b");
        Assert.Equal(faults, string.Join(' ', bound.LayerEdgeFindings.Select(f => f.Fault)));
    }

    [Fact]
    public void Severities_hold_in_their_scope_and_input_cannot_be_lowered()
    {
        const string Rules = "version = 1\n[rules]\nT1 = \"off\"\nT2 = { severity = \"error\", crates = [\"a\"] }\nT3 = \"off\"\nT4 = \"note\"\n";
        var bound = Bound.To(Rules, "a", "b");
        DiagnosticSeverity? Of(string id, string? package) => bound.GetSeverity(Descriptor(id), package);
        Assert.Null(Of("T1", "a"));
        Assert.Equal(DiagnosticSeverity.Error, Of("T2", "a"));
        Assert.Equal(DiagnosticSeverity.Warning, Of("T2", "b"));
        Assert.Equal(DiagnosticSeverity.Warning, Of("T2", null));
        Assert.Equal(DiagnosticSeverity.Warning, Of("T9", "a"));
        Assert.Equal(DiagnosticSeverity.Error, bound.GetSeverity(new("T3", "t", "t", DiagnosticCategory.Direction, DiagnosticSeverity.Error) { IsConfigurable = false }, "a"));
        Assert.Equal(DiagnosticSeverity.Warning, bound.GetSeverity(new("T4", "t", "t", DiagnosticCategory.Direction, DiagnosticSeverity.Warning) { IsConfigurable = false }, "a"));
        Assert.Equal(DiagnosticSeverity.Error, bound.GetSeverity(new("T2", "t", "t", DiagnosticCategory.Direction, DiagnosticSeverity.Warning) { IsConfigurable = false }, "a"));
        Assert.Null(bound.GetSeverity(new("T8", "t", "t", DiagnosticCategory.Direction, DiagnosticSeverity.Note) { EnabledByDefault = false }, "a"));
        Assert.Equal(DiagnosticSeverity.Note, bound.GetSeverity(new("T4", "t", "t", DiagnosticCategory.Direction, DiagnosticSeverity.Error) { EnabledByDefault = false }, "a"));
    }

    private static DiagnosticDescriptor Descriptor(string id) => new(id, "t", "t", DiagnosticCategory.Direction, DiagnosticSeverity.Warning);

    private static string One(string layer) => $"version = 1\nlayers = [{{ name = \"only\", {layer} }}]\n";

    private static IEnumerable<string> SlicesOf(string layer, params string[] packages)
    {
        var bound = Bound.To(One(layer), packages);
        return bound.Codebase.Packages.Select(bound.GetSlice);
    }
}
