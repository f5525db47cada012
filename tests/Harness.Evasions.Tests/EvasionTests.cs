using System.Collections.Immutable;
using Xunit;

namespace Harness.Evasions.Tests;

public sealed class EvasionTests
{
    private static readonly ImmutableArray<Evasion> All = EvasionTable.Evasions;

    public static TheoryData<string> Names => [.. All.Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_caught_and_its_honest_twin_is_clean(string name)
    {
        var evasion = All.Single(e => e.Name == name);
        using var stage = new Stage(evasion);
        AssertCaught(evasion, stage.Judge(evasion.By));

        using var twin = evasion.Twin is { } honest ? new Stage(honest) : null;
        var clean = (twin ?? stage).Judge(evasion.CleanBy ?? evasion.By);
        Assert.True(!clean.Against.Any(), clean.ToString());
        Assert.Equal(0, clean.Exit);
    }

    private static void AssertCaught(Evasion evasion, Verdict verdict)
    {
        var expected = evasion.Catches.Where(c => c.Kind != CatchKind.Beside).OrderBy(c => c.ToString(), StringComparer.Ordinal).ToArray();
        if (expected is [{ Kind: CatchKind.Refusal } refusal])
        {
            var said = Assert.Single(verdict.Findings);
            Assert.Equal(CatchKind.Refusal, said.Kind);
            Assert.Contains(refusal.Where, said.Where, StringComparison.Ordinal);
        }
        else
        {
            Assert.True(expected.SequenceEqual(verdict.Against), $"{verdict}\nwhere these were expected:\n{string.Join('\n', expected.AsEnumerable())}");
        }

        Assert.All(evasion.Catches.Where(c => c.Kind == CatchKind.Beside), c => Assert.Contains(c, verdict.Findings));
        Assert.Equal(expected[0].Kind == CatchKind.Error ? 1 : 2, verdict.Exit);
    }
}
