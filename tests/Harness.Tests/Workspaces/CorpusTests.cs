using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Reporting;
using Harness.Testing;
using Harness.Trees;
using Harness.Workspaces;
using Xunit;

namespace Harness.Tests.Workspaces;

public sealed class CorpusTests
{
    private static readonly string[] Compared = ["workspace_root", "members", "default_members", "packages"];

    public static TheoryData<string> Names { get; } =
        [.. SharedFolder.Find("corpus") is { } corpus ? Directory.GetDirectories(corpus).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal).ToArray() : []];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Names))]
    public void A_real_workspace_is_understood_as_cargo_understands_it(string name)
    {
        var folder = SharedFolder.Find($"corpus/{name}")!;
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")))!;
        var start = RepoPath.Parse(expected["start"]!.GetValue<string>());
        var codebase = Load(folder, start);
        Assert.Empty(codebase.Diagnostics.Select(d => d.ToString()));
        using var output = new MemoryStream();
        CodebaseJson.Write(Assert.Single(codebase.Workspaces), output);
        var actual = JsonNode.Parse(output.ToArray())!;
        foreach (var key in Compared)
        {
            Assert.Equal(Lines(expected[key]!), Lines(actual[key]!));
        }
    }

    [Fact]
    public void The_corpus_is_there_in_full()
    {
        Assert.SkipWhen(SharedFolder.Find("corpus") is null, SharedFolder.Absent);
        Assert.True(Names.Count >= 11);
    }

    private static Codebase Load(string folder, RepoPath start) => Codebase.Load(
        new DirectoryTree(Path.Combine(folder, "tree")),
        new CodebaseOptions { Manifests = [start.Combine("Cargo.toml").Value] },
        TestContext.Current.CancellationToken);

    // Packages in the order of their manifests; Cargo's order of members has its own key.
    private static string[] Lines(JsonNode node)
    {
        var sorted = node is JsonArray { Count: > 0 } array && array[0] is JsonObject
            ? new JsonArray([.. array.OrderBy(p => p!["manifest"]!.GetValue<string>(), StringComparer.Ordinal).Select(p => p!.DeepClone())])
            : node;
        return sorted.ToJsonString(new JsonSerializerOptions { WriteIndented = true }).Split('\n');
    }
}
