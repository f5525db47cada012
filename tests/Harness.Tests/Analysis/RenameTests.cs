using System.Text;
using Harness.Analysis;
using Harness.Changes;
using Harness.Diagnostics;
using Harness.Rights;
using Harness.Rules;
using Harness.Testing;
using Harness.Text;
using Harness.Trees;
using Harness.Workspaces;
using Xunit;

namespace Harness.Tests.Analysis;

/// <summary>A package is known by its directory: what it is named decides nothing about whether a finding is new.</summary>
public sealed class RenameTests
{
    private const string Forbid = """
        version = 1
        [[forbid]]
        from = ["**", "!./top"]
        to = ["./top"]
        because = "x"

        """;

    private const string Excused = Forbid + """
        [[exceptions]]
        edge = "low -> top"
        rule = "HRN2003"
        because = "history"
        owner = "someone"
        expires = 2030-12-31

        """;

    private const string Code = "pub fn one() {}\n";
    private const string Line = "HRN2003 low -> top normal\n";

    [Fact]
    public void A_finding_of_a_renamed_package_is_not_new()
    {
        var result = Judge(Tree(Forbid, null, ("low", "low", true)), Tree(Forbid, null, ("low", "ground", true)));

        Assert.Equal(["HRN2003 ground top normal"], Keys(result.Findings));
        Assert.DoesNotContain(result.Findings, result.Comparison!.IsNew);
        Assert.Empty(result.Comparison!.Fixed);
    }

    [Fact]
    public void A_line_of_the_baseline_under_the_old_name_holds_and_its_note_says_to_write_it_anew()
    {
        var result = Judge(Tree(Forbid, Line, ("low", "low", true)), Tree(Forbid, Line, ("low", "ground", true)));

        Assert.Equal(["HRN2003 ground top normal"], Keys(result.Baselined));
        var note = Assert.Single(result.Findings);
        Assert.Equal(("HRN1015", DiagnosticSeverity.Note), (note.Descriptor.Id, note.Severity));
        Assert.Contains("'harness baseline' write the line anew", note.Help, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_follows_the_name_is_no_growth()
    {
        var result = Judge(Tree(Forbid, Line, ("low", "low", true)), Tree(Forbid, Line.Replace("low", "ground", StringComparison.Ordinal), ("low", "ground", true)));

        Assert.Empty(result.Findings);
        Assert.Equal(["HRN2003 ground top normal"], Keys(result.Baselined));
    }

    [Fact]
    public void A_line_beside_the_one_that_follows_the_name_is_growth()
    {
        var result = Judge(
            Tree(Forbid, Line, ("low", "low", true)),
            Tree(Forbid, "HRN2003 ground -> top normal\nHRN2003 other -> top normal\n", ("low", "ground", true), ("other", "other", true)));

        Assert.Equal(["HRN1017 HRN2003 other top normal", "HRN2003 other top normal"], Keys(result.Findings.Where(result.Comparison!.IsNew)));
    }

    [Fact]
    public void A_line_that_follows_the_name_beside_the_old_one_is_growth()
    {
        var result = Judge(
            Tree(Forbid, Line, ("low", "low", true)),
            Tree(Forbid, "HRN2003 ground -> top normal\n" + Line, ("low", "ground", true)));

        Assert.Contains("HRN1017 HRN2003 ground top normal", Keys(result.Findings.Where(result.Comparison!.IsNew)));
    }

    [Fact]
    public void Two_packages_that_exchange_their_names_exchange_no_line_of_the_baseline()
    {
        var result = Judge(
            Tree(Forbid, Line, ("low", "low", true), ("other", "other", false)),
            Tree(Forbid, Line, ("low", "other", false), ("other", "low", true)));

        Assert.Equal(["HRN2003 low top normal"], Keys(result.Findings.Where(result.Comparison!.IsNew)));
        Assert.Empty(result.Baselined);
    }

    [Fact]
    public void A_new_package_under_the_name_of_a_renamed_one_takes_no_line_over()
    {
        var result = Judge(
            Tree(Forbid, Line, ("low", "low", true)),
            Tree(Forbid, Line, ("low", "ground", false), ("other", "low", true)));

        Assert.Equal(["HRN2003 low top normal"], Keys(result.Findings.Where(result.Comparison!.IsNew)));
    }

    [Fact]
    public void An_exception_under_the_old_name_excuses_still()
    {
        var result = Judge(Tree(Excused, null, ("low", "low", true)), Tree(Excused, null, ("low", "ground", true)));

        Assert.Equal(["HRN2003 ground top normal"], Keys(result.Excused.Select(e => e.Finding)));
        var note = Assert.Single(result.Findings);
        Assert.Equal(("HRN1004", DiagnosticSeverity.Note), (note.Descriptor.Id, note.Severity));
        Assert.Contains("write that name into the exception", note.Help, StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_that_takes_the_name_of_an_excused_one_is_not_excused()
    {
        var result = Judge(
            Tree(Excused, null, ("low", "low", true), ("other", "other", false)),
            Tree(Excused, null, ("low", "other", false), ("other", "low", true)));

        Assert.Contains("HRN2003 low top normal", Keys(result.Findings.Where(result.Comparison!.IsNew)));
        Assert.Empty(result.Excused);
    }

    [Theory]
    [InlineData("low", "low")]
    [InlineData("moved", "low")]
    [InlineData("moved", "moved")]
    public void A_package_that_moves_keeps_its_findings_under_either_name(string directory, string name)
    {
        var result = Judge(Tree(Forbid, Line, ("low", "low", true)), Tree(Forbid, Line, (directory, name, true)));

        Assert.Equal([$"HRN2003 {name} top normal"], Keys(result.Baselined));
        Assert.DoesNotContain(result.Findings, f => f.Descriptor.Id == "HRN2003");
    }

    [Fact]
    public void A_package_of_other_code_takes_nothing_over_from_one_that_goes()
    {
        var result = Judge(Tree(Forbid, Line, ("low", "low", true)), Tree(Forbid, Line, ("moved", "moved", true)).With("moved/src/lib.rs", Bytes("pub fn two() {}\n")));

        Assert.Equal(["HRN2003 moved top normal"], Keys(result.Findings.Where(f => result.Comparison!.IsNew(f) && f.Descriptor.Id == "HRN2003")));
    }

    [Fact]
    public void A_package_that_no_layer_holds_is_known_under_its_new_name()
    {
        const string Layers = "version = 1\nlayers = [{ name = \"top\", crates = [\"./top\"] }]\n";
        var result = Judge(Tree(Layers, null, ("low", "low", false)), Tree(Layers, null, ("low", "ground", false)));

        Assert.Equal(["HRN1001 ground low"], Keys(result.Findings));
        Assert.DoesNotContain(result.Findings, result.Comparison!.IsNew);
    }

    [Theory]
    [InlineData("moved/src/lib.rs", "low/src/lib.rs")]
    [InlineData("moved", "low")]
    [InlineData("moved-on/src/lib.rs", "moved-on/src/lib.rs")]
    [InlineData("top/src/lib.rs", "top/src/lib.rs")]
    public void A_path_of_a_key_goes_with_its_package(string path, string atTip)
    {
        var (before, after) = (Load(Tree(Forbid, null, ("low", "low", false))), Load(Tree(Forbid, null, ("moved", "low", false))));
        var descriptor = new DiagnosticDescriptor("TST0001", "t", "T", DiagnosticCategory.Direction, DiagnosticSeverity.Error);
        var finding = new Diagnostic(descriptor, Location.OfFile(RepoPath.Parse("Cargo.toml")), "m", "h", path, "rest") { KeyPaths = [RepoPath.Parse("moved")] };

        Assert.Equal(new FindingKey("TST0001", [atTip, "rest"]), new FindingIdentity(PackagePairs.Between(before, after)).KeyAtTip(finding));
    }

    private static Codebase Load(TextFixture tree) => Codebase.Load(tree.ToTree(), new CodebaseOptions(), TestContext.Current.CancellationToken);

    private static TextFixture Tree(string policy, string? baseline, params ReadOnlySpan<(string Directory, string Name, bool UsesTop)> packages)
    {
        var files = new Dictionary<string, byte[]>
        {
            ["harness.toml"] = Bytes(policy),
            ["top/Cargo.toml"] = Manifest("top", false),
            ["top/src/lib.rs"] = Bytes("pub fn top() {}\n"),
        };
        foreach (var (directory, name, usesTop) in packages)
        {
            files[$"{directory}/Cargo.toml"] = Manifest(name, usesTop);
            files[$"{directory}/src/lib.rs"] = Bytes(Code);
        }

        files["Cargo.toml"] = Bytes("[workspace]\nmembers = [\"*\"]\nresolver = \"3\"\n");
        if (baseline is not null)
        {
            files["harness.baseline"] = Bytes(baseline);
        }

        return new TextFixture(files);
    }

    private static byte[] Manifest(string name, bool usesTop) => Bytes(
        $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\n{(usesTop ? "top = { path = \"../top\" }\n" : "")}");

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static AnalysisResult Judge(TextFixture before, TextFixture after) => new AnalysisEngine(BuiltInRules.All).Analyze(
        new Change { Before = before.ToTree(), After = after.ToTree(), Files = ChangeSet.Empty, Actor = Actor.Unknown, Consents = [], History = ChangeHistory.None },
        new ChangeAnalysisOptions { Today = new DateOnly(2030, 1, 1) },
        TestContext.Current.CancellationToken);

    private static IEnumerable<string> Keys(IEnumerable<Diagnostic> findings) => findings.Select(f => f.Key.ToString()).Order(StringComparer.Ordinal);
}
