using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests;

public sealed class ExplainTests
{
    [Theory]
    [InlineData("HRN2001")]
    [InlineData("hrn2001")]
    [InlineData("upward-dependency")]
    public void A_rule_is_found_by_number_and_by_name_and_its_page_is_piped_as_it_is(string subject) =>
        Assert.Equal(File.ReadAllText(RepositoryRoot.Combine("rules/HRN2001.md")).ReplaceLineEndings("\n"), Explain(subject).Output);

    [Fact]
    public void Without_a_subject_all_rules_are_listed() =>
        Assert.Equal(File.ReadAllText(RepositoryRoot.Combine("rules/index.md")).ReplaceLineEndings("\n"), Explain().Output);

    [Theory]
    [InlineData("HRN2901", "did you mean 'HRN2001'?")]
    [InlineData("upward-dependancy", "did you mean 'upward-dependency'?")]
    public void What_is_misspelt_is_one_line_with_the_nearest(string subject, string suggestion)
    {
        var outcome = Explain(subject);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(suggestion, Assert.Single(outcome.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    private static ProcessOutcome Explain(params string[] subject) => HarnessCommand.Run(RepositoryRoot.Path, ["explain", .. subject]);
}
