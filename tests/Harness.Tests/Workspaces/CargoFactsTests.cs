using System.Text.RegularExpressions;
using Harness.Testing;
using Xunit;

namespace Harness.Tests.Workspaces;

/// <summary>Which of the numbered facts of Cargo's have tests.</summary>
public sealed partial class CargoFactsTests
{
    private const int Facts = 50;

    [Fact]
    public void Every_fact_has_a_test_that_names_its_number()
    {
        var tested = typeof(CargoFactsTests).Assembly.GetTypes()
            .Where(t => t.Name.StartsWith("CargoFacts", StringComparison.Ordinal))
            .SelectMany(t => t.GetMethods())
            .Select(m => TestNumber().Match(m.Name))
            .Where(m => m.Success)
            .Select(m => m.Groups[1].Value)
            .Distinct();
        Assert.Equal(Enumerable.Range(1, Facts).Select(n => $"{n:D2}"), tested.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_facts_are_those_of_the_list()
    {
        var list = SharedFolder.Find("facts/cargo-semantics.md");
        Assert.SkipWhen(list is null, "the shared folder is absent");
        var numbers = File.ReadLines(list!).Select(line => ListNumber().Match(line)).Where(m => m.Success).Select(m => m.Groups[1].Value);
        Assert.Equal(Enumerable.Range(1, Facts).Select(n => $"{n}"), numbers);
    }

    [GeneratedRegex(@"^Fact_(\d\d)_")]
    private static partial Regex TestNumber();

    [GeneratedRegex(@"^(\d+)\. ")]
    private static partial Regex ListNumber();
}
