using System.Text;
using CsCheck;
using Harness.Analysis;
using Harness.Fixes;
using Harness.Policies;
using Harness.Testing;
using Harness.Text;
using Harness.Trees;
using Xunit;

namespace Harness.Rules.Tests.Fixes;

public sealed class FixTests
{
    private static readonly AnalysisEngine Engine = new(BuiltInRules.All, BuiltInRules.OfChanges);
    private static readonly DateOnly Today = new(2030, 1, 1);

    private const string Head = "[package]\nname = \"low\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";

    [Theory]
    [InlineData("[dependencies]\ntop = { path = \"../top\" } # why\nother = \"1\"\n", "[dependencies]\nother = \"1\"\n")]
    [InlineData("[dependencies]\nother = \"1\" # keep\n  top = { path = \"../top\", features = [\n  \"a\",\n] }\n", "[dependencies]\nother = \"1\" # keep\n")]
    [InlineData("[dependencies.top]\npath = \"../top\"\n\n# about features\n[features]\nx = []\n", "# about features\n[features]\nx = []\n")]
    [InlineData("[features]\nx = []\n\n[dependencies.top] # why\npath = \"../top\"\n", "[features]\nx = []\n\n")]
    [InlineData("[dependencies]\r\ntop = { path = \"../top\" }\r\nother = \"1\"\r\n", "[dependencies]\r\nother = \"1\"\r\n")]
    [InlineData("[dependencies]\nother = \"1\"\ntop = { path = \"../top\" }", "[dependencies]\nother = \"1\"\n")]
    [InlineData("[build-dependencies]\ntop = { path = \"../top\" }\n[dependencies]\ntop.path = \"../top\"\n", "[build-dependencies]\n[dependencies]\n")]
    public void A_denied_dependency_goes_and_every_other_byte_stays(string before, string after)
    {
        var mended = Fix(Head + before);

        Assert.Equal(Head + after, mended.Text("low/Cargo.toml"));
        Assert.Empty(mended.Outcome.Result.Findings);
    }

    [Theory]
    [InlineData("dependencies = { top = { path = \"../top\" }, other = \"1\" }\n")]
    [InlineData("[dependencies]\ntop.path = \"../top\"\ntop.default-features = false\n")]
    [InlineData("[dependencies]\ntop = { path = \"../top\", optional = true }\n[features]\nx = [\"dep:top\"]\n")]
    public void What_has_no_certain_fix_stays_as_it_is(string manifest)
    {
        var text = manifest.StartsWith("dependencies", StringComparison.Ordinal) ? manifest + Head : Head + manifest;
        var mended = Fix(text);

        Assert.Empty(mended.Outcome.Applied);
        Assert.Empty(mended.Outcome.Files);
        Assert.NotEmpty(mended.Outcome.Result.Findings);
    }

    [Fact]
    public void A_text_that_looks_like_a_header_leads_to_no_half_of_a_table()
    {
        var mended = Run(Tree(Head, "[[exceptions]]\nedge = \"top -> low\"\nbecause = \"\"\"\n[x]\n\"\"\"\nowner = \"a\"\nexpires = 2030-12-31\n", null));

        Assert.Empty(mended.Outcome.Files);
        Assert.Single(mended.Outcome.Result.Findings);
    }

    [Fact]
    public void An_edge_that_goes_takes_its_line_of_the_baseline_along()
    {
        var tree = Tree(Head + "[dependencies]\ntop = { path = \"../top\" }\n", "", "HRN2001 low -> top build\nHRN2001 other -> top normal\n");
        var mended = Run(tree);

        Assert.Equal("", mended.Text("harness.baseline"));
        Assert.Equal(Head + "[dependencies]\n", mended.Text("low/Cargo.toml"));
        Assert.Empty(mended.Outcome.Result.Findings);
    }

    // Dead exceptions between live ones, with comments and empty lines anywhere: the dead go, nothing else moves.
    [Fact]
    public void Only_dead_exceptions_go() => Gen.Bool.Select(Gen.Int[0, 2], Gen.Bool).Array[0, 6].Sample(drawn =>
    {
        var (before, after) = (new StringBuilder(), new StringBuilder());
        foreach (var (isDead, blanks, hasComment) in drawn.Where((d, i) => d.Item1 || i == 0))
        {
            var entry = $"[[exceptions]]{(hasComment ? " # why" : "")}\nedge = \"{(isDead ? "top -> low" : "low -> top")}\"\nbecause = \"[x]\"\nowner = \"a\"\nexpires = 2030-12-31\n";
            var comment = hasComment ? "# of the next\n" : "";
            var space = new string('\n', blanks);
            before.Append(comment).Append(entry).Append(space);
            after.Append(comment).Append(isDead ? "" : entry + space);
        }

        var mended = Run(Tree(Head + "[dependencies]\ntop = { path = \"../top\" }\n", before.ToString(), null));
        var isKept = drawn.Length > 0 && !drawn[0].Item1;
        var policy = mended.Text("harness.toml");
        return mended.Outcome.Result.Findings.IsEmpty && (isKept
            ? policy == Policy(after.ToString()) && !mended.Outcome.Files.ContainsKey(RepoPath.Parse("low/Cargo.toml"))
            : mended.Text("low/Cargo.toml") == Head + "[dependencies]\n");
    });

    private static Mended Fix(string manifest) => Run(Tree(manifest, "", null));

    private static Mended Run(TextFixture files)
    {
        var tree = files.ToTree();
        var policy = SourceText.From(PolicyFile.Path, files.Files["harness.toml"]);
        return new Mended(files, new FixRun(Engine, tree, policy, Today).Apply(Engine.Analyze(tree, policy, Today)));
    }

    private static string Policy(string more) =>
        $"version = 1\nlayers = [\n  {{ name = \"top\", crates = [\"top\"] }},\n  {{ name = \"base\", crates = [\"low\"] }},\n]\n{more}";

    private static TextFixture Tree(string manifest, string policy, string? baseline)
    {
        var files = TextFixture.Crates("//- Cargo.toml\n[workspace]\nmembers = [\"low\", \"top\"]\nresolver = \"3\"\n//- top/Cargo.toml\n" + Head.Replace("low", "top", StringComparison.Ordinal))
            .With("low/Cargo.toml", Encoding.UTF8.GetBytes(manifest))
            .With("harness.toml", Encoding.UTF8.GetBytes(Policy(policy)))
            .WithLibraries();
        return baseline is null ? files : files.With("harness.baseline", Encoding.UTF8.GetBytes(baseline));
    }

    private sealed record Mended(TextFixture Before, FixOutcome Outcome)
    {
        public string Text(string path) =>
            Encoding.UTF8.GetString(Outcome.Files.TryGetValue(RepoPath.Parse(path), out var bytes) ? bytes.Span : Before.Files[path]);
    }
}
