using System.Collections.Immutable;
using System.Text;
using Harness.Analysis;
using Harness.Changes;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Rules;
using Harness.Testing;
using Harness.Trees;
using Xunit;

namespace Harness.Tests.Analysis;

public sealed class ChangeAnalysisTests
{
    private const string Layers = """
        version = 1
        layers = [
          { name = "top", crates = ["a"] },
          { name = "bottom", crates = ["b", "c"] },
        ]

        """;

    private static readonly DateOnly Today = new(2030, 1, 1);

    [Fact]
    public void A_finding_of_both_trees_is_not_new()
    {
        var result = Judge(Tree(("b", "a")), Tree(("b", "a")));

        Assert.Equal(["HRN2001 b a normal"], Keys(result.Findings));
        Assert.False(result.Comparison!.IsNew(result.Findings[0]));
        Assert.Equal(AnalysisOutcome.Clean, result.GetOutcome(DiagnosticSeverity.Error, Enforcement.New));
        Assert.Equal(AnalysisOutcome.Findings, result.GetOutcome(DiagnosticSeverity.Error, Enforcement.All));
    }

    [Fact]
    public void A_finding_of_the_merge_result_alone_is_new_and_one_of_the_tip_alone_is_fixed()
    {
        var result = Judge(Tree(("b", "a")), Tree(("b", "c"), ("c", "a")));

        Assert.Equal(["HRN2001 c a normal", "HRN2002 b c normal"], Keys(result.Findings.Where(result.Comparison!.IsNew)));
        Assert.Equal(["HRN2001 b a normal"], Keys(result.Comparison!.Fixed));
        Assert.Equal(AnalysisOutcome.Findings, result.GetOutcome(DiagnosticSeverity.Error, Enforcement.New));
        Assert.Equal(AnalysisOutcome.Clean, result.GetOutcome(DiagnosticSeverity.Error, Enforcement.Report));
    }

    [Fact]
    public void A_finding_that_only_moves_to_another_line_is_not_new()
    {
        var result = Judge(Tree(("b", "a")), Tree(("b", "a")).With("b/Cargo.toml", Manifest("b", "# more\n\n", "a")));

        Assert.Single(result.Findings);
        Assert.DoesNotContain(result.Findings, result.Comparison!.IsNew);
    }

    [Fact]
    public void A_second_finding_of_a_known_key_is_new()
    {
        var (once, twice) = (Tree(("b", "c")), Tree(("b", "c"), ("b", "a")));
        var result = Judge(once, twice, new EdgeOfRule());

        Assert.Equal(["TST0001 b", "TST0001 b"], Keys(result.Findings));
        Assert.Equal(["TST0001 b"], Keys(result.Findings.Where(result.Comparison!.IsNew)));
        Assert.Equal(AnalysisOutcome.Findings, result.GetOutcome(DiagnosticSeverity.Error, Enforcement.New));
        var back = Judge(twice, once, new EdgeOfRule());
        Assert.DoesNotContain(back.Findings, back.Comparison!.IsNew);
    }

    [Fact]
    public void An_exception_that_a_change_takes_away_makes_its_finding_new()
    {
        var excused = Tree(("b", "a")).With("harness.toml", Bytes(Layers + """
            [[exceptions]]
            edge = "b -> a"
            because = "history"
            owner = "someone"
            expires = 2030-12-31

            """));
        var result = Judge(excused, Tree(("b", "a")));

        Assert.Equal(["HRN2001 b a normal"], Keys(result.Findings.Where(result.Comparison!.IsNew)));
    }

    [Fact]
    public void An_exception_that_the_tip_has_excuses_what_a_change_brings()
    {
        var policy = Bytes(Layers + "[[exceptions]]\nedge = \"b -> a\"\nbecause = \"soon\"\nowner = \"someone\"\nexpires = 2030-12-31\n");
        var result = Judge(Tree().With("harness.toml", policy), Tree(("b", "a")).With("harness.toml", policy));

        Assert.Equal(["HRN2001 b a normal"], Keys(result.Excused.Select(e => e.Finding)));
        Assert.DoesNotContain(result.Findings, result.Comparison!.IsNew);
    }

    [Theory]
    [InlineData(null, "ann", "nobody is proven to be an agent")]
    [InlineData(IdentityEvidence.Host, "ann", "nobody is proven to be an agent")]
    [InlineData(IdentityEvidence.Asserted, "ann", "")]
    [InlineData(IdentityEvidence.Asserted, "bob", "'bob' (--as) has no right to it")]
    public void On_a_desk_less_evidence_may_be_enough(IdentityEvidence? minimum, string name, string lack)
    {
        var tip = Tree().With("harness.toml", Bytes(Layers + "[agents.ann]\ncrates = [\"a\"]\n[agents.bob]\ncrates = [\"b\"]\n"));
        var after = tip.With("a/src/lib.rs", Bytes("// more\n"));
        var result = new AnalysisEngine(BuiltInRules.All).Analyze(
            new Change
            {
                Before = tip.ToTree(),
                After = after.ToTree(),
                Files = new ChangeSet([new FileChange(RepoPath.Parse("a/src/lib.rs"), VersionOf(tip, "a/src/lib.rs"), VersionOf(after, "a/src/lib.rs"))]),
                Actor = new Actor([new IdentityClaim(IdentityEvidence.Asserted, name, "--as")]),
                Consents = [],
                History = ChangeHistory.None,
            },
            new ChangeAnalysisOptions { Today = Today, Minimum = minimum },
            TestContext.Current.CancellationToken);

        var decision = Assert.Single(result.Comparison!.Rights!.Decisions);
        Assert.Equal(lack.Length == 0, decision.IsAllowed);
        Assert.Equal(lack, Assert.Single(decision.Demands).Lack);
    }

    [Fact]
    public void What_is_broken_on_both_sides_leaves_nothing_that_is_certain()
    {
        var tip = Tree().With("harness.toml", Bytes(Layers + "[agents.ann]\ncrates = [\"a\"]\nlogins = [\"ann\"]\n[agents.bob]\ncrates = [\"b\"]\n")).With("c/Cargo.toml", Bytes("[package"));
        var result = Judge(tip, tip.With("b/src/lib.rs", Bytes("// ann\n")), "ann", "b/src/lib.rs");

        Assert.True(result.HasFailed);
        Assert.Empty(result.Certain);
    }

    [Fact]
    public void A_result_is_of_others_where_no_rule_has_run_on_whole_input()
    {
        Assert.True(AnalysisResult.FromOtherTools([]).IsOfOthers);
        Assert.False(Judge(Tree(), Tree()).IsOfOthers);
        Assert.False(Judge(Tree(), Tree().With("b/Cargo.toml", Bytes("[package"))).IsOfOthers);
    }

    [Theory]
    [InlineData(".", "b/Cargo.toml")]
    [InlineData("rust/work", "rust/work/b/Cargo.toml")]
    public void Places_are_named_from_the_top_of_the_repository(string directory, string path)
    {
        var tree = Tree(("b", "a")).ToTree();
        var result = new AnalysisEngine(BuiltInRules.All).Analyze(tree, PolicyFile.Read(tree).Value!, Today, cancellation: TestContext.Current.CancellationToken);

        var below = result.Below(directory == "." ? RepoPath.Root : RepoPath.Parse(directory));

        Assert.Equal(path, Assert.Single(below.Findings).Location.Path.Value);
        Assert.Equal(Keys(result.Findings), Keys(below.Findings));
    }

    [Fact]
    public void Of_a_change_too_and_what_it_brings_stays_new_and_what_it_fixes_fixed()
    {
        var (one, other) = (Tree(("b", "a")), Tree(("c", "a")));
        var result = Judge(one, other);

        var below = result.Below(RepoPath.Parse("rust"));

        Assert.Equal("rust/c/Cargo.toml", Assert.Single(below.Findings, below.Comparison!.IsNew).Location.Path.Value);
        Assert.Equal("rust/b/Cargo.toml", Assert.Single(below.Comparison!.Fixed).Location.Path.Value);
        Assert.Equal(result.Findings.Select(result.Comparison!.IsNew), below.Findings.Select(below.Comparison!.IsNew));
    }

    [Fact]
    public void Two_rules_report_under_two_numbers() =>
        Assert.Throws<ArgumentException>(() => BuiltInRules.All.Add(BuiltInRules.All.WorkspaceRules[0]));

    [Fact]
    public void A_baseline_line_hides_what_the_tip_had_and_not_what_the_change_brings()
    {
        var line = Bytes("HRN2001 b -> a normal\n");

        Assert.DoesNotContain(Judge(Tree(("b", "a")), Tree(("b", "a")).With("harness.baseline", line)).Findings, f => f.Descriptor.Id == "HRN2001");
        var result = Judge(Tree(), Tree(("b", "a")).With("harness.baseline", line));
        Assert.Equal(["HRN2001 b a normal"], Keys(result.Findings.Where(result.Comparison!.IsNew)));
        Assert.Empty(result.Baselined);
    }

    [Fact]
    public void What_a_fix_leaves_dead_in_the_policy_is_a_note()
    {
        var policy = Bytes(Layers + """
            [[exceptions]]
            edge = "b -> a"
            because = "history"
            owner = "someone"
            expires = 2030-12-31

            """);
        var result = Judge(Tree(("b", "a")).With("harness.toml", policy), Tree().With("harness.toml", policy));

        Assert.Equal([("HRN1004", DiagnosticSeverity.Note)], result.Findings.Where(result.Comparison!.IsNew).Select(f => (f.Descriptor.Id, f.Severity)));
        Assert.Equal(AnalysisOutcome.Clean, result.GetOutcome(DiagnosticSeverity.Error, Enforcement.New));
    }

    [Theory]
    [InlineData("layers = [{ name = \"top\", crates = [\"a\"] }, { name = \"bottom\", crates = [\"b\", \"c\"] }]\n[workspace]\nkinds = [\"build\"]\n", "HRN2001 b a build")]
    [InlineData("layers = [{ name = \"all\", crates = [\"a\", \"b\", \"c\"], edges = [\"b -> a\"] }]\n[workspace]\nkinds = [\"build\"]\n", null, "HRN1013")]
    [InlineData("[workspace]\nkinds = [\"build\"]\n[[forbid]]\nfrom = [\"b\"]\nto = [\"a\"]\nbecause = \"x\"\n", "HRN2003 b a build")]
    [InlineData("[workspace]\nkinds = [\"dev\"]\n[[forbid]]\nkinds = [\"build\"]\nfrom = [\"b\"]\nto = [\"a\"]\nbecause = \"x\"\n", "HRN2003 b a build")]
    [InlineData("[workspace]\nkinds = [\"build\"]\n[[confine]]\ncrates = [\"a\"]\nusers = [\"c\"]\nbecause = \"x\"\n", "HRN2004 b a build")]
    [InlineData("[workspace]\nkinds = [\"dev\"]\n[[confine]]\nkinds = [\"build\"]\ncrates = [\"a\"]\nuses = []\nbecause = \"x\"\n", null)]
    [InlineData("layers = [{ name = \"top\", crates = [\"a\"] }, { name = \"bottom\", crates = [\"b\", \"c\"] }]\n[workspace]\nkinds = [\"build\"]\n[[exceptions]]\nedge = \"b -> a\"\nbecause = \"x\"\nowner = \"o\"\nexpires = 2030-12-31\n", null, "HRN1004")]
    public void A_change_may_take_away_the_last_edge_of_the_kinds_that_the_policy_judges(string lines, string? mended, params string[] left)
    {
        var policy = Bytes("version = 1\n" + lines);
        var before = Tree(("c", "b")).With("harness.toml", policy).With("b/Cargo.toml", BuildManifest("b", "a"));
        var after = Tree(("c", "b")).With("harness.toml", policy);
        var result = Judge(before, after);

        Assert.False(result.HasFailed);
        Assert.Equal(mended is null ? [] : [mended], result.Comparison!.Fixed.Select(f => f.Key.ToString()));
        Assert.Equal(
            [("HRN1003", DiagnosticSeverity.Note), .. left.Select(id => (id, DiagnosticSeverity.Note))],
            result.Findings.Where(result.Comparison.IsNew).Select(f => (f.Descriptor.Id, f.Severity)).Order());
        Assert.Equal(AnalysisOutcome.Clean, result.GetOutcome(DiagnosticSeverity.Error, Enforcement.New));

        // The next change meets what this one left, and may mend it.
        var next = Judge(after, after.With("c/src/lib.rs", Bytes("// more\n")));
        Assert.Contains("HRN1003", next.Findings.Select(f => f.Descriptor.Id));
        Assert.Equal(AnalysisOutcome.Clean, next.GetOutcome(DiagnosticSeverity.Error, Enforcement.New));
        Assert.Contains("HRN1003", Judge(after, after.With("harness.toml", Bytes("version = 1\n"))).Comparison!.Fixed.Select(f => f.Descriptor.Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[workspace]\nkinds = [\"normal\"]\n")]
    public void Kinds_that_name_no_edge_from_the_start_are_a_failure(string before)
    {
        var (tip, after) = (Tree(("c", "b")).With("harness.toml", Bytes(Layers + before)), Tree(("c", "b")).With("harness.toml", Bytes(Layers + "[workspace]\nkinds = [\"build\"]\n")));

        Assert.Equal(["HRN0005 "], Keys(Judge(tip, after).Findings));
        Assert.Contains("HRN0005 ", Keys(Judge(Without(tip), after).Findings));
    }

    [Fact]
    public void Severities_are_those_of_the_tip()
    {
        var lowered = Bytes(Layers + "[rules]\nHRN2001 = \"off\"\n");
        var result = Judge(Tree(), Tree(("b", "a")).With("harness.toml", lowered));

        Assert.Contains("HRN2001 b a normal", Keys(result.Findings.Where(result.Comparison!.IsNew)));
    }

    [Fact]
    public void A_policy_that_the_tip_does_not_have_makes_everything_new()
    {
        var tip = new TextFixture(Tree(("b", "a")).Files.Remove("harness.toml"));
        var result = Judge(tip, Tree(("b", "a")));

        Assert.Equal(OwnershipJudgement.PolicyIsNew, result.Comparison!.Ownership);
        Assert.Equal(["HRN2001 b a normal"], Keys(result.Findings.Where(result.Comparison.IsNew)));
    }

    [Fact]
    public void A_change_that_deletes_the_policy_is_judged_by_it()
    {
        var result = Judge(Tree(), new TextFixture(Tree(("b", "a")).Files.Remove("harness.toml")));

        Assert.Equal(["HRN2001 b a normal"], Keys(result.Findings.Where(result.Comparison!.IsNew)));
    }

    [Theory]
    [InlineData("b/Cargo.toml", "[package", "HRN0002")]
    [InlineData("harness.toml", "version = 2", "HRN0006")]
    public void What_is_broken_on_either_side_ends_the_judgement(string path, string text, string id)
    {
        var broken = Tree().With(path, Bytes(text));

        foreach (var result in new[] { Judge(broken, Tree()), Judge(Tree(), broken) })
        {
            Assert.True(result.HasFailed);
            Assert.All(result.Findings, f => Assert.Equal(id, f.Descriptor.Id));
        }

        Assert.Contains(Judge(broken, Tree()).Findings[0].Notes, note => note.Text.StartsWith("the target's tip", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("c/Cargo.toml", "[package", "HRN0002")]
    [InlineData("harness.toml", "version = 2", "HRN0006")]
    public void What_the_tip_alone_decides_of_paths_that_it_has_is_said_although_the_result_cannot_be_read(string broken, string text, string id)
    {
        var tip = Tree().With("harness.toml", Bytes(Layers + "[agents.ann]\ncrates = [\"a\", \"c\"]\nlogins = [\"ann\"]\n[agents.bob]\ncrates = [\"b\"]\n[shared]\n\"b/notes.md\" = \"any\"\n"))
            .With("b/notes.md", Bytes("1\n"));
        var after = tip.With(broken, Bytes(text)).With("b/src/lib.rs", Bytes("// ann\n")).With("a/src/lib.rs", Bytes("// ann\n"))
            .With("b/notes.md", Bytes("2\n")).With("b/src/new.rs", Bytes("// nobody knows whose package this is in\n")).With(".github/CODEOWNERS", Bytes("* @x\n"));
        var result = Judge(tip, after, "ann", broken, "b/src/lib.rs", "a/src/lib.rs", "b/notes.md", "b/src/new.rs", ".github/CODEOWNERS");

        Assert.True(result.HasFailed);
        Assert.All(result.Findings, f => Assert.Equal(id, f.Descriptor.Id));
        string[] ofPolicy = broken == "harness.toml" ? ["HRN3002 harness.toml"] : [];
        Assert.Equal(["HRN3001 b/src/lib.rs", "HRN3002 .github/CODEOWNERS", .. ofPolicy], Keys(result.Certain));
    }

    [Fact]
    public void What_one_s_own_broken_change_touches_is_no_finding_beside_the_failure()
    {
        var tip = Tree().With("harness.toml", Bytes(Layers + "[agents.ann]\ncrates = [\"a\", \"c\"]\nlogins = [\"ann\"]\n[agents.bob]\ncrates = [\"b\"]\n"));
        var result = Judge(tip, tip.With("c/Cargo.toml", Bytes("[package")), "ann", "c/Cargo.toml");

        Assert.True(result.HasFailed);
        Assert.Empty(result.Certain);
    }

    [Fact]
    public void Without_a_policy_on_either_side_nothing_is_judged() =>
        Assert.Equal(["HRN0006 "], Keys(Judge(Without(Tree()), Without(Tree())).Findings));

    private static TextFixture Without(TextFixture tree) => new(tree.Files.Remove("harness.toml"));

    private static TextFixture Tree(params ReadOnlySpan<(string From, string To)> edges)
    {
        var files = new Dictionary<string, byte[]>
        {
            ["Cargo.toml"] = Bytes("[workspace]\nmembers = [\"a\", \"b\", \"c\"]\nresolver = \"3\"\n"),
            ["harness.toml"] = Bytes(Layers),
        };
        foreach (var name in new[] { "a", "b", "c" })
        {
            files[$"{name}/Cargo.toml"] = Manifest(name, "", [.. edges.ToArray().Where(e => e.From == name).Select(e => e.To)]);
        }

        return new TextFixture(files).WithLibraries();
    }

    private static byte[] Manifest(string name, string comment, params string[] uses) => Bytes(
        $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n{comment}[dependencies]\n"
        + string.Concat(uses.Select(u => $"{u} = {{ path = \"../{u}\" }}\n")));

    private static byte[] BuildManifest(string name, string use) => Bytes(
        $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[build-dependencies]\n{use} = {{ path = \"../{use}\" }}\n");

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static AnalysisResult Judge(TextFixture before, TextFixture after, params ImmutableArray<WorkspaceRule> rules) => new AnalysisEngine(rules is [] ? BuiltInRules.All.WithoutChangeRules() : RuleSet.Empty.Add([.. rules])).Analyze(
        new Change { Before = before.ToTree(), After = after.ToTree(), Files = ChangeSet.Empty, Actor = Actor.Unknown, Consents = [], History = ChangeHistory.None },
        new ChangeAnalysisOptions { Today = Today },
        TestContext.Current.CancellationToken);

    private static AnalysisResult Judge(TextFixture before, TextFixture after, string login, params string[] changed) => new AnalysisEngine(BuiltInRules.All).Analyze(
        new Change
        {
            Before = before.ToTree(),
            After = after.ToTree(),
            Files = new ChangeSet(changed.Select(p => new FileChange(RepoPath.Parse(p), VersionOf(before, p), VersionOf(after, p)))),
            Actor = new Actor([new IdentityClaim(IdentityEvidence.Host, login, "the host")]),
            Consents = [],
            History = ChangeHistory.None,
        },
        new ChangeAnalysisOptions { Today = Today },
        TestContext.Current.CancellationToken);

    private static FileVersion VersionOf(TextFixture files, string path) =>
        files.Files.TryGetValue(path, out var bytes) ? new FileVersion(EntryMode.File, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))) : FileVersion.Absent;

    private static IEnumerable<string> Keys(IEnumerable<Diagnostic> findings) => findings.Select(f => f.Key.ToString()).Order(StringComparer.Ordinal);

    // A rule whose key does not tell the edges of a package apart.
    private sealed class EdgeOfRule : WorkspaceRule
    {
        private static readonly DiagnosticDescriptor Descriptor = new("TST0001", "edge-of", "A package has a dependency", DiagnosticCategory.Direction, DiagnosticSeverity.Error);

        public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

        public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context) =>
            context.Codebase.Packages.SelectMany(p => p.Dependencies).Select(d => new Diagnostic(Descriptor, d.Location, "m", "h", d.Owner.Name));
    }
}
