using System.Text;
using Harness.Inference;
using Harness.Policies;
using Harness.Rules.Tests.Pages;
using Harness.Testing;
using Harness.Text;
using Harness.Trees;
using Xunit;

namespace Harness.Rules.Tests.Editors;

/// <summary>What a writer of a policy sees in an editor, by the line that <c>harness init</c> writes first and the schema beside it.</summary>
public sealed class EditorTests
{
    private const string Line = "#:schema ./harness.schema.json\n";

    [Fact]
    public async Task A_first_policy_leads_the_editor_to_the_schema()
    {
        using var tree = Workspace();
        var text = Infer(RepositoryRoot.Combine("src/Harness.CommandLine/Demo"));
        Assert.StartsWith(Line, text, StringComparison.Ordinal);
        using var server = await LanguageServer.Start(tree.Path);
        Assert.Empty(await server.Open("harness.toml", text));

        var worse = text.Replace("version = 1\n", "version = 1\ncolour = 3\n", StringComparison.Ordinal);
        Assert.EndsWith(": \"colour\" is not allowed", Assert.Single(await server.Open("worse.toml", worse)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("version = 1\nlayerz = []\n", "3: \"layerz\" is not allowed")]
    [InlineData("version = 1\nlayers = [{ name = \"a\", crates = [\"x\"], colour = \"red\" }]\n", "3: \"colour\" is not allowed")]
    [InlineData("version = 1\n[agents.bob]\nlogin = [\"bob\"]\n", "4: \"login\" is not allowed")]
    [InlineData("version = \"one\"\n", "2: Expected a value of type Integer, but found String")]
    [InlineData("version = 1\n[workspace]\nmanifests = \"Cargo.toml\"\n", "4: Expected a value of type Array, but found String")]
    [InlineData("version = 1\n[[forbid]]\nfrom = [3]\nto = [\"a\"]\nbecause = \"b\"\n", "4: Expected a value of type String, but found Integer")]
    [InlineData("version = 1\n[[leases]]\nagent = \"a\"\ncrates = [\"b\"]\nbecause = \"c\"\nexpires = \"2030-12-31\"\n", "7: Expected a value of type LocalDate, but found String")]
    public async Task An_editor_underlines_what_the_parser_refuses(string policy, string complaint)
    {
        using var tree = Workspace();
        using var server = await LanguageServer.Start(tree.Path);
        Assert.Equal([complaint], await server.Open("harness.toml", Line + policy));
        Assert.NotEmpty(Policy.Parse(SourceText.From(RepoPath.Parse(Policy.FileName), policy)).Diagnostics);
    }

    [Fact]
    public async Task An_editor_offers_the_keys_and_the_words_of_the_place()
    {
        const string policy = Line + "version = 1\n\n[workspace]\n\n[agents.bob]\nrole = \"\"\n";
        using var tree = Workspace();
        using var server = await LanguageServer.Start(tree.Path);
        await server.Open("harness.toml", policy);
        Assert.Superset(new HashSet<string> { "layers", "agents", "forbid", "confine", "exceptions", "rules" }, new HashSet<string>(await server.Complete("harness.toml", 2, 0)));
        Assert.Superset(new HashSet<string> { "manifests", "ignore", "kinds", "enforce" }, new HashSet<string>(await server.Complete("harness.toml", 4, 0)));
        Assert.Superset(new HashSet<string> { "\"owner\"", "\"advisor\"", "\"updater\"" }, new HashSet<string>(await server.Complete("harness.toml", 6, 8)));
        Assert.DoesNotContain("version", await server.Complete("harness.toml", 4, 0));
    }

    [Fact]
    public async Task Every_valid_policy_of_the_repository_is_valid_in_an_editor()
    {
        using var tree = Workspace();
        using var server = await LanguageServer.Start(tree.Path);
        var policies = ValidPolicies().ToArray();
        Assert.InRange(policies.Length, 50, int.MaxValue);
        foreach (var (name, text) in policies)
        {
            Assert.Equal((name, ""), (name, string.Join('\n', await server.Open($"{name}.toml", Line + text))));
        }
    }

    [Theory]
    [InlineData("bevy")]
    [InlineData("reth")]
    [InlineData("wasmtime")]
    public async Task A_first_policy_of_a_real_workspace_is_valid_in_an_editor(string name)
    {
        var folder = SharedFolder.Find($"corpus/{name}/tree");
        Assert.SkipWhen(folder is null, SharedFolder.Absent);
        using var tree = Workspace();
        using var server = await LanguageServer.Start(tree.Path);
        Assert.Empty(await server.Open("harness.toml", Infer(folder)));
    }

    // Some of the pages' examples are policies that the parser itself refuses: these are no valid ones.
    private static IEnumerable<(string Name, string Text)> ValidPolicies()
    {
        yield return ("house", HousePolicy.Text);
        yield return ("demo", File.ReadAllText(RepositoryRoot.Combine("src/Harness.CommandLine/Demo/harness.toml")));
        foreach (var path in Directory.EnumerateFiles(RepositoryRoot.Combine("tests/Harness.EndToEnd.Tests/Corpus"), "*.toml"))
        {
            yield return ("corpus-" + Path.GetFileNameWithoutExtension(path), File.ReadAllText(path));
        }

        foreach (var id in BuiltInRules.All.Descriptors.Select(d => d.Id))
        {
            var page = RulePage.Parse(BuiltInRules.All.GetPage(id)!);
            var number = 0;
            foreach (var files in page.Failing.Concat(page.Passing).Select(e => e.Files.Files).Where(f => f.ContainsKey(Policy.FileName)))
            {
                var bytes = files[Policy.FileName];
                if (Policy.Parse(SourceText.From(RepoPath.Parse(Policy.FileName), bytes)).Diagnostics.IsEmpty)
                {
                    yield return ($"{id}-{++number}", Encoding.UTF8.GetString(bytes));
                }
            }
        }
    }

    private static string Infer(string folder) => PolicyProposal.Infer(ManifestSurvey.Take(new DirectoryTree(folder), TestContext.Current.CancellationToken)).ToText();

    private static TemporaryDirectory Workspace()
    {
        var tree = new TemporaryDirectory();
        tree.Write(PolicySchema.FileName, PolicySchema.Text);
        return tree;
    }
}
