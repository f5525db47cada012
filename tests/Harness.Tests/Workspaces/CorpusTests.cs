using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Reporting;
using Harness.Testing;
using Harness.Trees;
using Harness.Workspaces;
using Xunit;

namespace Harness.Tests.Workspaces;

/// <summary>
/// Workspaces with Cargo's answer beside them: two of the repository's own (<c>tests/Corpus</c>), made for what is odd, and real ones where
/// the shared folder holds them.
/// </summary>
public sealed class CorpusTests
{
    private static readonly string[] Compared = ["workspace_root", "members", "default_members", "packages"];

    public static TheoryData<string> Names { get; } =
        [.. SharedFolder.Find("corpus") is { } corpus ? Directory.GetDirectories(corpus).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal).ToArray() : []];

    public static TheoryData<string> OwnNames { get; } = [.. Directory.GetDirectories(OwnCorpus).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];

    private static string OwnCorpus => RepositoryRoot.Combine("tests/Corpus");

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Names))]
    public void A_real_workspace_is_understood_as_cargo_understands_it(string name) => AssertUnderstood(SharedFolder.Find($"corpus/{name}")!);

    [Theory]
    [MemberData(nameof(OwnNames))]
    public void An_odd_workspace_is_understood_as_cargo_understands_it(string name) => AssertUnderstood(Path.Combine(OwnCorpus, name));

    [Theory]
    [MemberData(nameof(OwnNames))]
    public void The_answers_of_the_corpus_are_cargo_s(string name)
    {
        var cargo = CargoOracle.Find();
        Assert.SkipWhen(cargo is null, CargoOracle.Absent);
        var folder = Path.Combine(OwnCorpus, name);
        var start = Start(folder);
        var answer = cargo.Ask(Path.Combine(folder, "tree", start.Value));
        Assert.True(answer.Accepts, answer.Complaint);
        Assert.Equal(CanonicalText.OfCargo(answer.Json!), CanonicalText.Of(Assert.Single(Load(folder, start).Workspaces)));
    }

    [Fact]
    public void The_corpus_is_there_in_full()
    {
        Assert.SkipWhen(SharedFolder.Find("corpus") is null, SharedFolder.Absent);
        Assert.True(Names.Count >= 11);
    }

    private static JsonNode Expected(string folder) => JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")))!;

    private static RepoPath Start(string folder) => RepoPath.Parse(Expected(folder)["start"]!.GetValue<string>());

    private static void AssertUnderstood(string folder)
    {
        var expected = Expected(folder);
        var codebase = Load(folder, Start(folder));
        Assert.Empty(codebase.Diagnostics.Select(d => d.ToString()));
        using var output = new MemoryStream();
        CodebaseJson.Write(Assert.Single(codebase.Workspaces), output);
        var actual = JsonNode.Parse(output.ToArray())!;
        foreach (var key in Compared)
        {
            Assert.Equal(Lines(expected[key]!), Lines(actual[key]!));
        }
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
