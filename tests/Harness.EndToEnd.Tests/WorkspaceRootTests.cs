using System.Text.Json.Nodes;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests;

/// <summary>Without a repository the top of the tree is the root of the workspace, as it is for Cargo.</summary>
public sealed class WorkspaceRootTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public WorkspaceRootTests()
    {
        directory.Write("ws/Cargo.toml", "[workspace]\nmembers = [\"a\", \"b\"]\nexclude = [\"alone\"]\nresolver = \"3\"\n");
        Crate("ws/a", "a", "[dependencies]\nb = { path = \"../b\" }\n");
        Crate("ws/b", "b", "");
        Crate("ws/alone", "alone", "");
    }

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("ws", false)]
    [InlineData("ws/a", true)]
    [InlineData("ws/b/src", true)]
    public void A_member_leads_to_its_workspace_and_that_is_said(string start, bool isSaid)
    {
        var outcome = HarnessCommand.Run(directory.Combine(start), "graph");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(["a", "b"], Packages(outcome));
        Assert.Equal(isSaid ? $"harness: there is no repository around, so the workspace in '{directory.Combine("ws")}' is the top, as for Cargo; --root names another\n" : "", outcome.Error);
    }

    [Fact]
    public void A_package_that_the_workspace_excludes_stays_alone()
    {
        var outcome = HarnessCommand.Run(directory.Combine("ws/alone"), "graph");

        Assert.Equal(["alone"], Packages(outcome));
        Assert.Equal("", outcome.Error);
    }

    [Fact]
    public void A_pointer_leads_to_the_root_that_it_names()
    {
        Crate("elsewhere", "far", "");
        File.WriteAllText(directory.Combine("elsewhere/Cargo.toml"), "[package]\nname = \"far\"\nversion = \"0.1.0\"\nedition = \"2024\"\nworkspace = \"../ws\"\n");

        Assert.Contains($"the workspace in '{directory.Combine("ws")}' is the top", HarnessCommand.Run(directory.Combine("elsewhere"), "graph").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_repository_goes_before_the_workspace()
    {
        Directory.CreateDirectory(directory.Combine("ws/a/.git"));

        Assert.Equal(["a"], Packages(HarnessCommand.Run(directory.Combine("ws/a"), "graph")));
    }

    [Fact]
    public void A_dependency_that_leads_out_of_the_top_is_told()
    {
        Crate("out", "out", "");
        Crate("ws/b", "b", "[dependencies]\nout = { path = \"../../out\" }\n");
        var outcome = HarnessCommand.Run(directory.Combine("ws/a"), "graph");

        Assert.Equal(["a", "b"], Packages(outcome));
        Assert.Contains($"outside of '{directory.Combine("ws")}', and not looked at: 1 dependency path, the first from 'b' to '../out'", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_outside_is_refused_in_its_own_words()
    {
        Crate("out", "out", "");
        directory.Write("ws/Cargo.toml", "[workspace]\nmembers = [\"a\", \"b\", \"../out\"]\nresolver = \"3\"\n");
        var outcome = HarnessCommand.Run(directory.Combine("ws"), "graph");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("'../out/Cargo.toml' lies outside the tree that is judged", outcome.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Packages(ProcessOutcome outcome) =>
        JsonNode.Parse(outcome.Output)!["packages"]!.AsArray().Select(p => (string)p!["name"]!);

    private void Crate(string path, string name, string dependencies)
    {
        directory.Write($"{path}/Cargo.toml", $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n{dependencies}");
        directory.Write($"{path}/src/lib.rs", "");
    }
}
