using System.Text.Json;
using System.Text.RegularExpressions;
using Harness.Policies;
using Harness.Text;
using Harness.Trees;
using Xunit;

namespace Harness.Rules.Tests.Editors;

/// <summary>
/// What editors know of a policy and what the parser knows are the same. The parser is asked by its own messages: each lists the
/// keys or the words that it would have taken.
/// </summary>
public sealed partial class PolicySchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(PolicySchema.Text).RootElement;

    private static readonly Dictionary<string, string> Samples = new(StringComparer.Ordinal)
    {
        ["string"] = "\"text\"",
        ["integer"] = "3",
        ["boolean"] = "true",
        ["array"] = "[]",
        ["object"] = "{}",
        ["date"] = "2030-12-31",
        ["number"] = "1.5",
    };

    public static TheoryData<string> Tables => [.. SchemaTable.Read(Schema).Select(t => t.Name)];

    [Fact]
    public void The_tables_of_the_schema_are_found() => Assert.Equal(
        [
            "harness.toml", "[[layers]]", "[workspace]", "[branches]", "[review]", "[[review.checks]]", "[review.guidance]", "[agents.sample]", "[identity]", "[shared]", "[[forbid]]", "[[confine]]",
            "[[exceptions]]", "[[leases]]", "[[grants]]", "[rules.HRN2001]",
        ],
        Tables.Select(t => t.Data));

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_has_the_same_keys_in_the_schema_and_in_the_parser(string name)
    {
        var table = TableOf(name);
        if (!table.IsClosed)
        {
            Assert.Contains(name, new[] { "[shared]", "[rules.HRN2001]" });
            return;
        }

        var message = Assert.Single(Complaints(table, "nonsense = 1\n"), m => m.StartsWith($"'nonsense' is no key of '{name}'", StringComparison.Ordinal));
        Assert.Equal(table.Keys.Select(k => k.Name).Order(StringComparer.Ordinal), Listed(message, "the keys are ").Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_lacks_the_same_keys_in_the_schema_and_in_the_parser(string name)
    {
        var table = TableOf(name);
        var lacking = Complaints(table, "").Select(m => Lack.Match(m)).Where(m => m.Success && m.Groups["table"].Value == name).Select(m => m.Groups["key"].Value);

        // Layers may do without selectors where the manifests name their layer, and a schema sees one table at a time.
        Assert.Equal(table.Required.Concat(name == "[[layers]]" ? ["crates"] : []).Order(StringComparer.Ordinal), lacking.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_key_takes_the_same_words_in_the_schema_and_in_the_parser(string name)
    {
        var table = TableOf(name);
        foreach (var key in table.Keys)
        {
            var value = key.Kinds.Contains("array") ? "[\"nonsense\"]" : "\"nonsense\"";
            var messages = Complaints(table, $"{key.Name} = {value}\n").Where(m => m.StartsWith($"'nonsense' is no value of '{key.Name}'", StringComparison.Ordinal));
            Assert.Equal(key.Words.Order(StringComparer.Ordinal), messages.SelectMany(m => Listed(m, "the values are ")).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_key_takes_the_same_kinds_of_values_in_the_schema_and_in_the_parser(string name)
    {
        var table = TableOf(name);
        foreach (var key in table.Keys)
        {
            var taken = Samples.Where(s => !Complaints(table, $"{key.Name} = {s.Value}\n").Any(m => WrongKind.IsMatch(m) && m.StartsWith($"'{key.Name}'", StringComparison.Ordinal)));
            Assert.NotEmpty(key.Kinds);
            Assert.Equal($"{key.Name}: {string.Join(' ', key.Kinds.Order(StringComparer.Ordinal))}", $"{key.Name}: {string.Join(' ', taken.Select(t => t.Key).Order(StringComparer.Ordinal))}");
        }
    }

    [Fact]
    public void Severities_are_the_same_in_the_schema_and_in_the_parser()
    {
        var words = Schema.GetProperty("definitions").GetProperty("severity").GetProperty("enum").EnumerateArray().Select(w => w.GetString()!);
        var message = Assert.Single(Complaints("version = 1\n[rules]\nHRN2001 = \"nonsense\"\n"));
        Assert.Equal(words.Order(StringComparer.Ordinal), Listed(message, "the values are ").Order(StringComparer.Ordinal));
    }

    private static SchemaTable TableOf(string name) => SchemaTable.Read(Schema).Single(t => t.Name == name);

    private static string[] Complaints(SchemaTable table, string body) => Complaints(table.Header.Length == 0 ? body : $"version = 1\n{table.Header}{body}");

    private static string[] Complaints(string policy) =>
        [.. Policy.Parse(SourceText.From(RepoPath.Parse(Policy.FileName), policy)).Diagnostics.Select(d => $"{d.Message} {d.Help}")];

    private static IEnumerable<string> Listed(string message, string beginning) =>
        Quoted.Matches(message[(message.IndexOf(beginning, StringComparison.Ordinal) + beginning.Length)..]).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"^'(?<table>[^']*)' lacks '(?<key>[^']*)'\.")]
    private static partial Regex Lack { get; }

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted { get; }

    [GeneratedRegex("^'[^']*' (of '[^']*' )?is (an? (string|integer|boolean|array|table|date|float|time|number)|no date|of the type)")]
    private static partial Regex WrongKind { get; }
}
