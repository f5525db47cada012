using System.Text.Json;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests;

/// <summary>Policies written by hand for real workspaces: clean as they stand, and one upward edge planted in each is found.</summary>
public sealed class CorpusPolicyTests
{
    public static TheoryData<string, string, string, string> Planted => new()
    {
        { "nushell", "crates/nu-protocol", "nu-cli = { path = \"../nu-cli\" }", "'nu-protocol' (base) may not depend on 'nu-cli' (servers)" },
        { "meilisearch", "crates/milli", "index-scheduler = { path = \"../index-scheduler\" }", "'milli' (engine) may not depend on 'index-scheduler' (scheduling)" },
        { "quickwit", "quickwit/quickwit-proto", "quickwit-search = { path = \"../quickwit-search\" }", "'quickwit-proto' (model) may not depend on 'quickwit-search' (services)" },
        { "rust-analyzer", "crates/syntax", "hir = { path = \"../hir\" }", "'syntax' (syntax) may not depend on 'hir' (hir)" },
        { "ruff", "crates/ruff_text_size", "ty_server = { path = \"../ty_server\" }", "'ruff_text_size' (base) may not depend on 'ty_server' (servers)" },
    };

    [Theory]
    [MemberData(nameof(Planted))]
    public void A_policy_is_clean_until_an_upward_edge_is_planted(string workspace, string package, string dependency, string message)
    {
        var tree = SharedFolder.Find($"corpus/{workspace}/tree");
        Assert.SkipWhen(tree is null, SharedFolder.Absent);
        using var copy = new TemporaryDirectory();
        Copy(tree, copy.Path);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Corpus", workspace + ".toml"), copy.Combine("harness.toml"));
        var sarif = copy.Combine("out.sarif");

        var clean = HarnessCommand.Run(copy.Path, "check", "--format", "text", "--format", "sarif:" + sarif);
        Assert.True(clean.ExitCode == 0, clean.Output + clean.Error);
        Assert.DoesNotContain(Results(sarif), r => r.GetProperty("level").GetString() == "error");

        var manifest = copy.Combine(package + "/Cargo.toml");
        var lines = File.ReadAllLines(manifest).ToList();
        var line = lines.IndexOf("[dependencies]") + 1;
        lines.Insert(line, dependency);
        File.WriteAllLines(manifest, lines);

        var dirty = HarnessCommand.Run(copy.Path, "check", "--format", "text", "--format", "sarif:" + sarif);
        Assert.True(dirty.ExitCode == 1, dirty.Output + dirty.Error);
        Assert.Contains($"error[HRN2001]: {message}", dirty.Output, StringComparison.Ordinal);
        Assert.Contains($"{package}/Cargo.toml:{line + 1}:1", dirty.Output, StringComparison.Ordinal);
        var result = Assert.Single(Results(sarif), r => r.GetProperty("ruleId").GetString() == "HRN2001");
        var location = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal($"{package}/Cargo.toml", location.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(line + 1, location.GetProperty("region").GetProperty("startLine").GetInt32());
    }

    private static List<JsonElement> Results(string path)
    {
        using var sarif = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. sarif.RootElement.GetProperty("runs")[0].GetProperty("results").Clone().EnumerateArray()];
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
