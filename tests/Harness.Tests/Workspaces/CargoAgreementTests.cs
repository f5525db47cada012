using System.Collections.Concurrent;
using Harness.Testing;
using Xunit;

namespace Harness.Tests.Workspaces;

/// <summary>
/// Random workspaces go to Cargo and to the loader: both take or refuse them, and of what both take they say the same.
/// <c>HARNESS_CASES</c> says how many; <c>HARNESS_SEED</c> where to begin, to see one case again or others.
/// </summary>
public sealed class CargoAgreementTests
{
    private const int MostReported = 3;
    private const int MostTries = 200;

    [Fact]
    public void Cargo_and_the_loader_agree_on_random_workspaces()
    {
        var cargo = CargoOracle.Find();
        Assert.SkipWhen(cargo is null, CargoOracle.Absent);
        var (first, count) = (CaseSettings.First, CaseSettings.Count(quick: 150, all: 1000));
        var (taken, wrong) = (0, new ConcurrentBag<int>());
        var options = new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken };
        Parallel.For(first, first + count, options, seed =>
        {
            var fixture = Generate(seed);
            var answer = cargo!.Ask(fixture);
            Interlocked.Add(ref taken, answer.Accepts ? 1 : 0);
            if (Difference(fixture, answer) is not null)
            {
                wrong.Add(seed);
            }
        });

        Assert.True(wrong.IsEmpty, $"{wrong.Count} of {count} cases disagree\n{string.Join('\n', wrong.Order().Take(MostReported).Select(seed => Report(cargo!, seed)))}");
        Assert.True(count < 100 || taken >= count * 0.6, $"only {taken} of {count} generated workspaces are valid: the test says little");
        Assert.True(count < 100 || taken <= count * 0.95, $"{taken} of {count} generated workspaces are valid: refusals are hardly tried");
    }

    private static TextFixture Generate(int seed) => new WorkspaceGenerator(new Dice((ulong)seed)).Next();

    // A crash of the loader is the worst of disagreements, and must not hide the seed.
    private static string? Difference(TextFixture fixture, CargoAnswer answer)
    {
#pragma warning disable CA1031
        try
        {
            return Agreement.Disagreement(fixture, answer);
        }
        catch (Exception crash)
        {
            return $"Harness crashes: {crash}";
        }
#pragma warning restore CA1031
    }

    private static string Report(CargoOracle cargo, int seed)
    {
        var smallest = Minimise(cargo, Generate(seed));
        return $"==== HARNESS_SEED={seed} HARNESS_CASES=1\n{smallest}---- {Difference(smallest, cargo.Ask(smallest))}";
    }

    // Drops files, then lines, as long as the two still disagree in the same way.
    private static TextFixture Minimise(CargoOracle cargo, TextFixture fixture)
    {
        var kind = FirstLine(Difference(fixture, cargo.Ask(fixture)));
        var tries = 0;
        for (var next = fixture; next is not null && tries < MostTries;)
        {
            fixture = next;
            next = Smaller(fixture).FirstOrDefault(smaller => tries++ < MostTries && FirstLine(Difference(smaller, cargo.Ask(smaller))) == kind);
        }

        return fixture;
    }

    private static string? FirstLine(string? text) => text?.Split('\n')[0];

    private static IEnumerable<TextFixture> Smaller(TextFixture fixture)
    {
        foreach (var path in fixture.Files.Keys.Where(p => p != $"{fixture.Start}/Cargo.toml"))
        {
            yield return new TextFixture(fixture.Files.Remove(path)) { Start = fixture.Start };
        }

        foreach (var (path, bytes) in fixture.Files)
        {
            var text = System.Text.Encoding.UTF8.GetString(bytes).Split('\n');
            for (var line = 0; line < text.Length && text.Length > 1; line++)
            {
                yield return fixture.With(path, System.Text.Encoding.UTF8.GetBytes(string.Join('\n', text.Where((_, i) => i != line))));
            }
        }
    }
}
