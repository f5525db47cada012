using Harness.Testing;
using Xunit;

namespace Harness.Evasions.Tests;

public sealed class EvasionTableTests
{
    private const int Known = 84;

    [Fact]
    public void The_page_lists_every_evasion_as_its_test_performs_it()
    {
        var path = RepositoryRoot.Combine("rules/evasions.md");
        var expected = EvasionTable.ToMarkdown();
        if (Environment.GetEnvironmentVariable("HARNESS_WRITE_EVASIONS") is "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.True(
            expected == File.ReadAllText(path).ReplaceLineEndings("\n"),
            "rules/evasions.md is not what the tests perform; run this test with HARNESS_WRITE_EVASIONS=1 to write it");
    }

    [Fact]
    public void Every_number_is_performed_or_out_of_reach() => Assert.Equal(
        Enumerable.Range(1, Known),
        EvasionTable.Evasions.Select(e => e.Number).Concat(GateEvasion.All.Select(e => e.Number)).Concat(OutOfReach.All.Select(e => e.Number)).Distinct().Order());

    [Fact]
    public void Every_rule_that_catches_one_exists() =>
        Assert.All(EvasionTable.Evasions.SelectMany(e => e.Catches).Where(c => c.Rule.Length > 0), c => Assert.NotNull(BuiltInRules.All.GetPage(c.Rule)));

    [Fact]
    public void Every_test_that_the_page_names_in_another_project_exists() => Assert.All(GateEvasion.All, gate =>
        Assert.All([gate.Test, gate.Twin], test =>
        {
            var (type, method) = (test.Split('.')[0], test.Split('.')[1]);
            var file = Assert.Single(Directory.EnumerateFiles(RepositoryRoot.Combine($"tests/{gate.Project}"), $"{type}.cs", SearchOption.AllDirectories));
            Assert.Matches($@"\n    \[(Fact|InlineData|MemberData)\b.*\n    public .*\b{method}\(", File.ReadAllText(file).ReplaceLineEndings("\n"));
        }));

    [Fact]
    public void Each_has_a_catch_an_honest_twin_and_a_name_of_its_own()
    {
        var all = EvasionTable.Evasions;
        Assert.All(all, e => Assert.NotEmpty(e.Catches.Where(c => c.Kind != CatchKind.Beside)));
        Assert.All(all, e => Assert.True(e.CleanBy is null != e.CleanInstead is null, e.Name));
        Assert.Equal(all.Length, all.Select(e => e.Name).Distinct(StringComparer.Ordinal).Count());
    }
}
