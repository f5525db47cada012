using System.Text;
using CsCheck;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Fixes;
using Harness.Policies;
using Harness.Testing;
using Harness.Text;
using Harness.Trees;
using Xunit;

namespace Harness.Rules.Tests.Fixes;

public sealed class FixTests
{
    private static readonly AnalysisEngine Engine = new(BuiltInRules.All);
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

    // Any word that is the crate's name may be a use of it; the honest twins have the name as a part of a longer word.
    [Theory]
    [InlineData("src/lib.rs", "pub fn f() { top::run(); }\n", "'top' occurs in 'low/src/lib.rs'")]
    [InlineData("src/deep/er.rs", "extern crate r#top as other;\n", "'top' occurs in 'low/src/deep/er.rs'")]
    [InlineData("src/lib.rs", "/// ```\n/// use top::run;\n/// ```\npub fn f() {}\n", "'top' occurs in 'low/src/lib.rs'")]
    [InlineData("src/lib.rs", "macro_rules! m { () => { ::top::run() } }\n", "'top' occurs in 'low/src/lib.rs'")]
    [InlineData("build.rs", "fn main() { top::build(); }\n", "'top' occurs in 'low/build.rs'")]
    [InlineData("tests/all.rs", "use top as t;\n", "'top' occurs in 'low/tests/all.rs'")]
    [InlineData("src/lib.rs", "#![doc = include_str!(\"../GUIDE.md\")]\n", "'top' occurs in 'low/GUIDE.md'")]
    [InlineData("src/lib.rs", "include!(concat!(env!(\"OUT_DIR\"), \"/made.rs\"));\n", "'low/src/lib.rs' takes in files from elsewhere")]
    [InlineData("src/lib.rs", "#[path = \"../../made.rs\"] mod made;\n", "'low/src/lib.rs' takes in files from elsewhere")]
    [InlineData("src/lib.rs", "pub fn stop() { topology(); _top(); top_(); to(); }\n", null)]
    [InlineData("src/lib.rs", "pub fn f() { let path = 1; let includes = path == 1; }\n", null)]
    [InlineData("inner/src/lib.rs", "use top::run;\n", null)]
    public void A_dependency_that_the_sources_may_use_goes_only_where_that_is_asked_for(string path, string source, string? reason)
    {
        var tree = Tree(Head + "[dependencies]\ntop = { path = \"../top\" }\n", "", null)
            .With("low/GUIDE.md", "top is used so"u8.ToArray())
            .With("low/inner/Cargo.toml", Encoding.UTF8.GetBytes(Head.Replace("low", "inner", StringComparison.Ordinal) + "[workspace]\n"))
            .With("low/inner/src/lib.rs", [])
            .With($"low/{path}", Encoding.UTF8.GetBytes(source));
        if (path.StartsWith("inner", StringComparison.Ordinal))
        {
            tree = tree.With("Cargo.toml", "[workspace]\nmembers = [\"low\", \"low/inner\", \"top\"]\nresolver = \"3\"\n"u8.ToArray())
                .With("low/inner/Cargo.toml", Encoding.UTF8.GetBytes(Head.Replace("low", "inner", StringComparison.Ordinal)));
        }

        var safe = Run(tree, FixSafety.Safe);
        var left = safe.Outcome.Unfixed.Where(u => u.Finding.Descriptor.Id == "HRN2001").Select(u => u.Reason);
        Assert.Equal(reason is null ? [] : [reason], left);
        Assert.Equal(reason is null, safe.Outcome.Applied.Length == 1);
        Assert.Single(Run(tree, FixSafety.Unsafe).Outcome.Applied);
    }

    [Theory]
    [InlineData("top = { path = \"../top\", package = \"top\" }", "top::f();", false)]
    [InlineData("t-o = { path = \"../top\", package = \"top\" }", "t_o::f();", false)]
    [InlineData("t-o = { path = \"../top\", package = \"top\" }", "top::f();", true)]
    public void A_renamed_dependency_goes_by_its_own_name(string declaration, string source, bool goes)
    {
        var tree = Tree(Head + $"[dependencies]\n{declaration}\n", "", null).With("low/src/lib.rs", Encoding.UTF8.GetBytes($"fn g() {{ {source} }}\n"));

        Assert.Equal(goes, Run(tree, FixSafety.Safe).Outcome.Applied.Length == 1);
    }

    [Theory]
    [InlineData("[lib]\nname = \"summit\"\n", "summit::f();", false)]
    [InlineData("", "summit::f();", true)]
    public void A_library_s_own_name_is_the_one_that_sources_use(string library, string source, bool goes)
    {
        var tree = Tree(Head + "[dependencies]\ntop = { path = \"../top\" }\n", "", null)
            .With("top/Cargo.toml", Encoding.UTF8.GetBytes(Head.Replace("low", "top", StringComparison.Ordinal) + library)).With("low/src/lib.rs", Encoding.UTF8.GetBytes($"fn g() {{ {source} }}\n"));

        Assert.Equal(goes, Run(tree, FixSafety.Safe).Outcome.Applied.Length == 1);
    }

    [Fact]
    public void Every_finding_that_is_left_says_why()
    {
        const string Manifest = "[dependencies]\ntop = { path = \"../top\", optional = true }\n[features]\nfast = [\"top?/fast\"]\nslow = [\"dep:top\"]\n";
        var outcome = Run(Tree(Head + Manifest, "", null), FixSafety.Safe).Outcome;
        var unsafely = Run(Tree(Head + Manifest, "", null), FixSafety.Unsafe).Outcome;

        Assert.Equal(["the feature 'fast' names it"], outcome.Unfixed.Select(u => u.Reason));
        Assert.True(outcome.Unfixed[0].CouldBeForced);
        Assert.StartsWith("the tree cannot be judged without it: ", Assert.Single(unsafely.Unfixed).Reason, StringComparison.Ordinal);
        Assert.False(unsafely.Unfixed[0].CouldBeForced);
    }

    [Fact]
    public void What_no_package_of_the_tree_is_has_a_library_of_an_unknown_name()
    {
        const string Confine = "[[confine]]\ncrates = [\"rust-crypto\"]\nusers = [\"top\"]\nbecause = \"x\"\n";
        var tree = Tree(Head + "[dependencies]\nrust-crypto = \"0.2\"\n", Confine, null).With("low/src/lib.rs", "use crypto::md5;\n"u8.ToArray());

        Assert.Contains("the name of its library is not known", Assert.Single(Run(tree, FixSafety.Safe).Outcome.Unfixed).Reason, StringComparison.Ordinal);
        Assert.Single(Run(tree, FixSafety.Unsafe).Outcome.Applied);
    }

    [Fact]
    public void An_exception_beside_a_finding_that_it_may_be_meant_for_stays()
    {
        const string Policy = "[[forbid]]\nfrom = [\"top\"]\nto = [\"low\"]\nbecause = \"x\"\n[[exceptions]]\nedge = \"top -> low\"\nbecause = \"x\"\nowner = \"a\"\nexpires = 2030-12-31\n";
        var tree = Tree(Head, Policy, null).With("top/Cargo.toml", Encoding.UTF8.GetBytes(Head.Replace("low", "top", StringComparison.Ordinal) + "[dependencies]\nlow = { path = \"../low\" }\n"))
            .With("top/src/lib.rs", "use low::f;\n"u8.ToArray());
        var outcome = Run(tree, FixSafety.Safe).Outcome;

        Assert.Empty(outcome.Applied);
        var left = Assert.Single(outcome.Unfixed, u => u.Finding.Descriptor.Id == "HRN1004");
        Assert.Equal("add rule = \"HRN2003\" to excuse the HRN2003 finding with these ends, or delete the exception", left.Finding.Help);
        Assert.Contains("the exception may be meant for it", left.Reason, StringComparison.Ordinal);
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

    [Fact]
    public void The_last_edge_of_the_kinds_that_are_judged_goes()
    {
        var tree = Tree(Head + "[dependencies]\nother = { path = \"../other\" }\n[build-dependencies]\ntop = { path = \"../top\" }\n", "[workspace]\nkinds = [\"build\"]\n", null);
        tree = tree.With("Cargo.toml", Encoding.UTF8.GetBytes("[workspace]\nmembers = [\"top\", \"low\", \"other\"]\nresolver = \"3\"\n"))
            .With("other/Cargo.toml", Encoding.UTF8.GetBytes(Head.Replace("low", "other", StringComparison.Ordinal))).With("other/src/lib.rs", []);

        Assert.Equal(["HRN2001"], Run(tree).Outcome.Applied.Select(f => f.Finding.Descriptor.Id));
    }

    // A removed edge can break another rule, also one that is not built in.
    [Fact]
    public void A_fix_that_brings_a_new_finding_is_not_kept()
    {
        var tree = Tree(Head + "[dependencies]\ntop = { path = \"../top\" }\n", "[[exceptions]]\nedge = \"top -> low\"\nbecause = \"x\"\nowner = \"a\"\nexpires = 2030-12-31\n", null);
        var mended = Run(tree, other: new AnalysisEngine(BuiltInRules.All.Add(new NeedsEdgeRule())));

        Assert.Equal(["HRN1004"], mended.Outcome.Applied.Select(f => f.Finding.Descriptor.Id));
        Assert.Equal(["HRN2001"], mended.Outcome.Result.Findings.Select(f => f.Descriptor.Id));
        Assert.Equal(["harness.toml"], mended.Outcome.Files.Keys.Select(p => p.Value));
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

    private static Mended Run(TextFixture files, FixSafety safety = FixSafety.Safe, AnalysisEngine? other = null)
    {
        var engine = other ?? Engine;
        var tree = files.ToTree();
        var policy = SourceText.From(PolicyFile.Path, files.Files["harness.toml"]);
        return new Mended(files, new FixRun(engine, tree, policy, Today, safety).Apply(engine.Analyze(tree, policy, Today)));
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

    private sealed class NeedsEdgeRule : WorkspaceRule
    {
        private static readonly DiagnosticDescriptor Descriptor = new("TST0001", "needs-edge", "A package depends on nothing", DiagnosticCategory.Direction, DiagnosticSeverity.Warning);

        public override System.Collections.Immutable.ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

        public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context) => context.Policy.Codebase.Packages.Where(p => p.Name == "low" && p.Dependencies.IsEmpty)
            .Select(p => new Diagnostic(Descriptor, p.NameLocation, "m", "h", p.Name));
    }

    private sealed record Mended(TextFixture Before, FixOutcome Outcome)
    {
        public string Text(string path) =>
            Encoding.UTF8.GetString(Outcome.Files.TryGetValue(RepoPath.Parse(path), out var bytes) ? bytes.Span : Before.Files[path]);
    }
}
