using System.Text.Json;
using System.Text.RegularExpressions;
using Harness.Policies;
using Harness.Testing;
using Harness.Text;
using Harness.Trees;
using Xunit;

namespace Harness.Rules.Tests.Editors;

/// <summary><c>docs/policy.md</c>: the reference of the policy is generated from the schema, and each policy in it is valid.</summary>
public sealed partial class PolicyPageTests
{
    private const string Path = "docs/policy.md";
    private const string Marker = "<!-- The rest is generated from rules/harness.schema.json. To change it, edit the schema and run the tests with HARNESS_WRITE_GOLDEN=1. -->\n\n";

    private static readonly JsonElement Schema = JsonDocument.Parse(PolicySchema.Text).RootElement;
    private static readonly PolicyPage Page = new(Schema);

    public static TheoryData<string> Keys => [.. Page.Keys.Select(k => k.Name)];

    [Fact]
    public void The_reference_is_what_the_schema_says()
    {
        var head = File.ReadAllText(RepositoryRoot.Combine(Path)).ReplaceLineEndings("\n").Split(Marker)[0];

        Assert.Equal("", GoldenFile.Compare(Path, head + Marker + Page.Text.TrimEnd('\n') + "\n"));
    }

    [Fact]
    public void Every_key_of_the_schema_is_in_the_reference()
    {
        var expected = from table in SchemaTable.Read(Schema)
                       where table.IsClosed && table.Name != "harness.toml"
                       from key in table.Keys
                       let prefix = table.Name.Trim('[', ']').Replace("agents.sample", "agents.NAME", StringComparison.Ordinal)
                       where $"{prefix}.{key.Name}" != "review.guidance"
                       select $"{prefix}.{key.Name}";

        Assert.Empty(expected.Except(Page.Keys.Select(k => k.Name)));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void The_example_of_a_key_is_valid_and_sets_the_key(string name)
    {
        var key = Page.Keys.Single(k => k.Name == name);

        Assert.Contains($"{name.Split('.')[^1]} = ", key.Example, StringComparison.Ordinal);
        Assert.Empty(Complaints(name == "version" ? key.Example : "version = 1\n" + key.Example));
    }

    [Fact]
    public void The_examples_of_whole_tables_are_valid() => Assert.All(Page.TableExamples, e => Assert.Empty(Complaints("version = 1\n" + e)));

    [Fact]
    public void Every_policy_in_the_documents_is_valid()
    {
        var policies = from file in Directory.EnumerateFiles(RepositoryRoot.Combine("docs"), "*.md").Append(RepositoryRoot.Combine("README.md"))
                       from block in TomlBlock().Matches(File.ReadAllText(file).ReplaceLineEndings("\n").Split(Marker)[0])
                       let text = block.Groups["body"].Value
                       select (System.IO.Path.GetFileName(file), text.Contains("version = 1", StringComparison.Ordinal) ? text : "version = 1\n" + text);

        Assert.NotEmpty(policies);
        Assert.All(policies, p => Assert.Equal((p.Item1, ""), (p.Item1, string.Join('\n', Complaints(p.Item2)))));
    }

    private static IEnumerable<string> Complaints(string policy) =>
        Policy.Parse(SourceText.From(RepoPath.Parse(Policy.FileName), policy)).Diagnostics.Select(d => $"{d.Location}: {d.Message} {d.Help}");

    // A block of another file names it: ```toml file=Cargo.toml
    [GeneratedRegex("^```toml\n(?<body>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex TomlBlock();
}
