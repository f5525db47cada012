using Xunit;

namespace Harness.Tests.Policies;

public sealed class PlacementTests
{
    [Theory]
    [InlineData("\"crates/**\"", "\"crates/db/*\"", "low")]
    [InlineData("\"crates/db/core\"", "\"core\"", "low")]
    [InlineData("\"c*\"", "\"crates/db/core\"", "low")]
    [InlineData("\"crates/db/c*\"", "\"c*\"", "low")]
    [InlineData("\"co*\"", "\"c*\"", "top")]
    [InlineData("\"**\"", "\"crates/**\"", "low")]
    [InlineData("\"**\"", "\"*\"", "low")]
    [InlineData("\"./crates/db/core\"", "\"crates/**\"", "top")]
    public void The_best_fit_wins(string top, string low, string winner)
    {
        var bound = Bound.To(Layers(top, low), "crates/db/core");
        Assert.Equal(winner, bound.Layer("crates/db/core"));
        Assert.Empty(bound.LayerTies);
    }

    [Theory]
    [InlineData("\"core\"", "\"core\"")]
    [InlineData("\"c*e\"", "\"co*\"")]
    public void A_tie_is_a_finding_and_places_nothing(string top, string low)
    {
        var bound = Bound.To(Layers(top, low), "crates/core");
        Assert.Null(bound.Layer("crates/core"));
        Assert.Equal("core", Assert.Single(bound.LayerTies).Package.Name);
        Assert.Empty(bound.PackagesWithoutLayer);
    }

    [Fact]
    public void Two_selectors_of_one_layer_are_no_tie() =>
        Assert.Empty(Bound.To(Layers("\"core\", \"./crates/core\", \"core\"", "\"x\""), "crates/core").LayerTies);

    [Theory]
    [InlineData("./crates/core", "top")]
    [InlineData("./Crates/core", null)]
    [InlineData("./crates/Core", null)]
    [InlineData("crates/CORE", null)]
    public void A_directory_is_meant_with_the_case_of_its_letters(string selector, string? layer) =>
        Assert.Equal(layer, Bound.To(Layers($"\"{selector}\"", "\"x\""), "crates/core").Layer("crates/core"));

    [Fact]
    public void A_name_is_never_taken_for_another_spelling()
    {
        var bound = Bound.To(Layers("\"my_core\"", "\"x\""), "my-core");
        Assert.Null(bound.Layer("my-core"));
    }

    [Fact]
    public void A_package_that_nothing_names_goes_with_the_innermost_one_around_it()
    {
        var bound = Bound.To(Layers("\"a\"", "\"b\""), "a", "a/b", "a/b/tests/c", "a/d");
        Assert.Equal("low", bound.Layer("a/b/tests/c"));
        Assert.Equal("top", bound.Layer("a/d"));
        Assert.Null(bound.LayerSelectorOf(bound.Package("a/d")));
    }

    [Fact]
    public void The_root_package_takes_nobody_with_it()
    {
        var bound = Bound.To(Layers("\".\"", "\"b\""), ".", "b", "c");
        Assert.Equal("top", bound.Layer("."));
        Assert.Equal(["c"], bound.PackagesWithoutLayer.Select(p => p.Name));
    }

    [Fact]
    public void Without_layers_no_package_lacks_one() =>
        Assert.Empty(Bound.To("version = 1\n", "a").PackagesWithoutLayer);

    [Fact]
    public void Agents_own_by_the_same_fit_and_the_rest_can_be_given_to_one()
    {
        var bound = Bound.To("version = 1\n[agents.core]\ncrates = [\"a\"]\n[agents.rest]\ncrates = [\"**\"]\n[agents.lead]\nrole = \"advisor\"\n", "a", "b");
        Assert.Equal(["core", "rest"], bound.Codebase.Packages.Select(p => bound.FindOwner(p)!.Name));
        Assert.Equal("**", bound.OwnerSelectorOf(bound.Package("b"))!.Text);
        Assert.Empty(bound.PackagesWithoutOwner);
        Assert.Equal(["b"], Bound.To("version = 1\n[agents.core]\ncrates = [\"a\"]\n", "a", "b").PackagesWithoutOwner.Select(p => p.Name));
    }

    [Fact]
    public void Packages_placed_by_a_pattern_are_known() =>
        Assert.Equal(["b"], Bound.To(Layers("\"./a\"", "\"b*\""), "a", "b").PackagesPlacedByGlob.Select(p => p.Name));

    [Fact]
    public void A_manifest_may_name_its_layer_and_a_package_placed_both_ways_is_known()
    {
        const string Policy = "version = 1\nlayers = [{ name = \"top\", crates = [\"a\"] }, { name = \"low\" }]\n[workspace]\nlayer-from = \"package.metadata.x.layer\"\n";
        static string Manifest(string name, string layer) => $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[package.metadata.x]\nlayer = \"{layer}\"\n";
        var bound = Bound.To(Policy, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Cargo.toml"] = "[workspace]\nresolver = \"2\"\nmembers = [\"a\", \"b\", \"c\"]\n",
            ["a/Cargo.toml"] = Manifest("a", "low"),
            ["b/Cargo.toml"] = Manifest("b", "low"),
            ["c/Cargo.toml"] = Manifest("c", "lwo"),
            ["a/src/lib.rs"] = "",
            ["b/src/lib.rs"] = "",
            ["c/src/lib.rs"] = "",
        });
        Assert.Equal(["top", "low", null], bound.Codebase.Packages.Select(p => bound.FindLayer(p)?.Name));
        Assert.Equal(["a", "b", "c"], bound.DeclaredLayers.Select(d => d.Package.Name));
        Assert.Null(bound.DeclaredLayers[2].Layer);
        Assert.Equal("c/Cargo.toml:6", bound.DeclaredLayers[2].Location.ToString());
    }

    internal static string Layers(string top, string low) =>
        $"version = 1\nlayers = [{{ name = \"top\", crates = [{top}] }}, {{ name = \"low\", crates = [{low}] }}]\n";
}
