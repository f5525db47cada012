using Xunit;

namespace Harness.Evasions.Tests;

public sealed class HonestChangeTests
{
    public static TheoryData<string> Names => [.. HonestChanges.All.Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_passes(string name)
    {
        var change = HonestChanges.All.Single(e => e.Name == name);
        using var stage = new Stage(change);

        var verdict = stage.Judge(change.By);

        Assert.True(!verdict.Against.Any(), verdict.ToString());
        Assert.Equal(0, verdict.Exit);
        Assert.NotEqual(stage.TreeBefore, stage.TreeAfter);
        Assert.True(change.NotBy is not { } other || stage.Judge(other).Exit == 1, "who has no right to it may not make it");
    }
}
