using System.Text.Json.Nodes;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests;

/// <summary>A repository with fifty old violations: they are held, one is mended, one moves, one comes new.</summary>
public sealed class AdoptionTests : IDisposable
{
    private const int Count = 50;
    private readonly GitFixture git = new();

    public AdoptionTests()
    {
        git.Write("Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\nresolver = \"3\"\n")
            .Write("harness.toml", $"version = 1\nlayers = [\n  {{ name = \"top\", crates = [\"top\"] }},\n  {{ name = \"base\", crates = [{string.Join(", ", Enumerable.Range(0, Count + 1).Select(i => $"\"c{i}\""))}] }},\n]\n");
        Crate("top", "");
        for (var i = 0; i < Count; i++)
        {
            Crate($"c{i}", "[dependencies]\ntop = { path = \"../top\" }\n");
        }

        Crate($"c{Count}", "");
        git.Commit("as it is");
    }

    public void Dispose() => git.Dispose();

    [Fact]
    public void Only_what_comes_new_fails_and_what_moves_stays_the_same_alert()
    {
        var before = Fingerprints("before.sarif", "check");
        Assert.Equal(Count, before.Count);

        // Held in the baseline they do not count, and the number is told.
        Assert.Equal(0, Run("baseline").ExitCode);
        git.Commit("baseline");
        var held = Run("check");
        Assert.Equal(0, held.ExitCode);
        Assert.StartsWith($"No findings; {Count} findings in the baseline.\n", held.Output, StringComparison.Ordinal);

        git.Run("checkout", "-q", "-b", "work");
        Crate("c0", "");
        Crate("c1", "# moved\n\n[dependencies]\nlog = \"1\"\ntop = { path = \"../top\" }\n");
        Crate($"c{Count}", "[dependencies]\ntop = { path = \"../top\" }\n");
        git.Commit("one fixed, one moved, one new");
        var change = Run("check", "--base", "main");
        Assert.Equal(1, change.ExitCode);
        Assert.Equal(1, change.Output.Split("error[").Length - 1);
        Assert.Contains($"error[HRN2001]: 'c{Count}' (base) may not depend on 'top' (top).", change.Output, StringComparison.Ordinal);
        Assert.Contains("note[HRN1015]: 'HRN2001 c0 top normal' is in the baseline, and no finding needs it.", change.Output, StringComparison.Ordinal);
        Assert.Contains("delete the line, or run 'harness baseline --shrink'", change.Output, StringComparison.Ordinal);

        // The baseline does not take the new one in.
        File.AppendAllText(git.Combine("harness.baseline"), $"HRN2001 c{Count} top normal\n");
        git.Run("add", "-A");
        var grown = Run("check", "--base", "main", "--staged");
        Assert.Contains($"error[HRN1017]: The change adds 'HRN2001 c{Count} top normal' to the baseline, which only shrinks.", grown.Output, StringComparison.Ordinal);

        File.Delete(git.Combine("harness.baseline"));
        var after = Fingerprints("after.sarif", "check");
        Assert.Equal(before["c1"], after["c1"]);
        Assert.Equal(before.Where(f => f.Key != "c0"), after.Where(f => f.Key != $"c{Count}"));
    }

    [Theory]
    [InlineData("report", 0)]
    [InlineData("new", 1)]
    [InlineData("all", 1)]
    public void What_fails_is_what_enforce_of_the_target_says(string enforce, int exitCode)
    {
        var policy = git.Combine("harness.toml");
        File.AppendAllText(policy, $"[workspace]\nmanifests = [\"Cargo.toml\"]\nenforce = \"{enforce}\"\n");
        git.Commit("enforce");
        git.Run("checkout", "-q", "-b", "work");
        Crate($"c{Count}", "[dependencies]\ntop = { path = \"../top\" }\n");
        git.Commit("one new");

        var change = Run("check", "--base", "main");

        Assert.Equal(exitCode, change.ExitCode);
        Assert.Equal(enforce == "all" ? Count + 1 : 1, change.Output.Split("error[").Length - 1);
        Assert.Equal(enforce == "all" ? 1 : 0, Run("check", "--base", "main", "--head", "main").ExitCode);
    }

    private ProcessOutcome Run(params string[] arguments) => HarnessCommand.Run(git.Path, arguments);

    // By the crate that depends.
    private Dictionary<string, string> Fingerprints(string file, string command)
    {
        Run(command, "--format", $"sarif:{file}");
        var results = JsonNode.Parse(File.ReadAllText(git.Combine(file)))!["runs"]![0]!["results"]!.AsArray();
        File.Delete(git.Combine(file));
        return results.Where(r => (string?)r!["ruleId"] == "HRN2001").ToDictionary(
            r => ((string)r!["message"]!["arguments"]![0]!).Split(' ')[0], r => (string)r!["partialFingerprints"]!["harnessFindingKey/v1"]!);
    }

    private void Crate(string name, string dependencies) => git
        .Write($"crates/{name}/Cargo.toml", $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n{dependencies}")
        .Write($"crates/{name}/src/lib.rs", "");
}
