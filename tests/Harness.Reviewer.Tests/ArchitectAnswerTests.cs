using Harness.Reviewer.Reviewing;
using Harness.Reviews;
using Harness.Testing;
using NJsonSchema;
using Xunit;

namespace Harness.Reviewer.Tests;

/// <summary>What is an answer of an architect, by its reader and by its schema.</summary>
public sealed class ArchitectAnswerTests
{
    [Theory]
    [InlineData("\"judgement\":\"pass\"", "\"judgement\":\"approve\"")]
    [InlineData("\"version\":1", "\"version\":2")]
    [InlineData("\"version\":1", "\"version\":0")]
    [InlineData("\"version\":1", "\"version\":\"1\"")]
    [InlineData("\"reason\":\"seen\"", "\"reason\":null")]
    [InlineData("\"reason\":\"seen\"", "\"why\":\"seen\"")]
    [InlineData("\"dimension\":\"interface\"", "\"dimension\":\"beauty\"")]
    [InlineData("\"id\":", "\"notes\":{},\"id\":")]
    [InlineData("\"id\":", "\"notes\":[{\"path\":\"a\",\"line\":0,\"text\":\"x\"}],\"id\":")]
    [InlineData("\"id\":", "\"notes\":[{\"path\":\"\",\"line\":1,\"text\":\"x\"}],\"id\":")]
    [InlineData("\"id\":", "\"notes\":[{\"path\":\"a\",\"line\":1}],\"id\":")]
    [InlineData("\"id\":", "\"extra\":1,\"id\":")]
    public async Task Reader_and_schema_refuse_the_same_answers(string right, string wrong)
    {
        var id = new string('a', 32);
        var good = ScriptedArchitect.Pass().ToJsonString().Replace("\"ID\"", $"\"{id}\"", StringComparison.Ordinal);
        var bad = good.Replace(right, wrong, StringComparison.Ordinal);
        var schema = await JsonSchema.FromFileAsync(RepositoryRoot.Combine("rules/architect-answer.schema.json"), TestContext.Current.CancellationToken);

        Assert.NotEqual(good, bad);
        Assert.Equal(ArchitectState.Answered, Read(good, id));
        Assert.Empty(schema.Validate(good));
        Assert.Equal(ArchitectState.Failed, Read(bad, id));
        Assert.NotEmpty(schema.Validate(bad));
    }

    [Theory]
    [InlineData(100, ArchitectState.Answered)]
    [InlineData(101, ArchitectState.Failed)]
    public async Task Reader_and_schema_take_a_hundred_notes(int count, ArchitectState expected)
    {
        var id = new string('a', 32);
        var notes = string.Join(',', Enumerable.Repeat("{\"path\":\"a\",\"line\":1,\"text\":\"x\"}", count));
        var answer = ScriptedArchitect.Pass().ToJsonString().Replace("\"ID\"", $"\"{id}\",\"notes\":[{notes}]", StringComparison.Ordinal);
        var schema = await JsonSchema.FromFileAsync(RepositoryRoot.Combine("rules/architect-answer.schema.json"), TestContext.Current.CancellationToken);

        Assert.Equal(expected, Read(answer, id));
        Assert.Equal(expected == ArchitectState.Answered, schema.Validate(answer).Count == 0);
    }

    [Fact]
    public void A_dimension_that_is_missing_or_said_twice_is_no_answer()
    {
        var id = new string('a', 32);
        var good = ScriptedArchitect.Pass().ToJsonString().Replace("\"ID\"", $"\"{id}\"", StringComparison.Ordinal);

        Assert.Equal(ArchitectState.Failed, Read(good.Replace("interface", "boundaries", StringComparison.Ordinal), id));
        Assert.Equal(ArchitectState.Failed, Read(good.Replace("\"version\":1", "\"version\":1,\"version\":1", StringComparison.Ordinal), id));
    }

    private static ArchitectState Read(string answer, string id) => ArchitectAnswer.Read(System.Text.Encoding.UTF8.GetBytes(answer), id).State;
}
