using CsCheck;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Text;
using Harness.Trees;
using Xunit;

namespace Harness.Tests.Analysis;

public sealed class BaselineTests
{
    private static readonly DiagnosticDescriptor Rule = new("T2001", "t", "T", DiagnosticCategory.Direction, DiagnosticSeverity.Error);

    private static readonly Gen<string> Word = Gen.OneOf(
        Gen.String[Gen.Char[' ', '~'], 0, 8],
        Gen.String[Gen.Char, 0, 4],
        Gen.Const("->"),
        Gen.Const("cfg(target_os = \"linux\")"));

    [Fact]
    public void A_key_is_read_back_from_its_line() => Gen.Select(Word.Array[0, 5], Gen.Bool).Sample((words, isEdge) =>
    {
        var finding = Finding(words, isEdge);
        var baseline = Parse(Baseline.Compose([finding]));
        Assert.Empty(baseline.Diagnostics);
        Assert.Equal(finding.Key, Assert.Single(baseline.Value.Entries).Key);
    });

    [Fact]
    public void Parsing_is_total_and_what_it_took_is_written_back_the_same() => Gen.OneOf(Gen.Byte.Array[0, 60], Gen.Char["T2 ->\"\\u0a#\n\r"].Array[0, 40].Select(c => c.Select(x => (byte)x).ToArray())).Sample(bytes =>
    {
        var baseline = Baseline.Parse(SourceText.From(Baseline.Path, bytes));
        var again = Parse(Baseline.Compose(baseline.Value.Entries.Select(e => new Diagnostic(new(e.Key.RuleId, "t", "T", DiagnosticCategory.Direction, DiagnosticSeverity.Error), e.Location, "m", "h", e.Key.Arguments))));
        Assert.Equal(
            baseline.Value.Entries.Select(e => e.Key).Order(),
            again.Value.Entries.Select(e => e.Key).Order());
    });

    [Fact]
    public void Lines_are_sorted_stand_once_and_name_the_edge()
    {
        var text = Baseline.Compose([Finding(["b", "c", "dev"], isEdge: true), Finding(["a", "b", "normal"], isEdge: true), Finding(["b", "c", "dev"], isEdge: true), Finding(["a b", "\u202e"], isEdge: false)]);
        Assert.Equal(["T2001 \"a b\" \"\\u202e\"", "T2001 a -> b normal", "T2001 b -> c dev", ""], text.Split('\n').Skip(1));
        Assert.StartsWith("# ", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("T2001  a -> b")]
    [InlineData("T2001 a ")]
    [InlineData(" T2001 a")]
    [InlineData("t2001 a")]
    [InlineData("T a")]
    [InlineData("\"T2001\"a")]
    [InlineData("T2001 \"a")]
    [InlineData("T2001 \"\\x\"")]
    [InlineData("T2001 \"\\x0041\"")]
    [InlineData("T2001 \"\\u004")]
    [InlineData("T2001 \"\\u00g0\"")]
    [InlineData("T2001 a\tb")]
    [InlineData("T2001 größe")]
    [InlineData("<<<<<<< ours")]
    public void A_line_that_is_none_is_a_finding_with_its_place(string line)
    {
        var parsed = Parse($"# header\nT1000 a\n{line}\n");
        var finding = Assert.Single(parsed.Diagnostics);
        Assert.Equal(("HRN1016", "harness.baseline:3"), (finding.Descriptor.Id, finding.Location.ToString()));
        Assert.Equal("T1000 a", Assert.Single(parsed.Value.Entries).Key.ToString());
    }

    [Theory]
    [InlineData("a\u202e")]
    [InlineData("größe")]
    [InlineData("\U0001F600 x")]
    [InlineData("\t\n")]
    [InlineData("\"\\\"")]
    [InlineData("\\u0041")]
    public void A_word_of_any_letters_is_read_back(string word)
    {
        var finding = Finding([word, "normal"], isEdge: false);
        Assert.Equal(finding.Key, Assert.Single(Parse(Baseline.Compose([finding])).Value.Entries).Key);
    }

    [Theory]
    [InlineData("# a comment ?\nT1000 a\n", 1)]
    [InlineData("T1000 a\nT2001 \"b?\"\n", 2)]
    public void A_line_that_is_not_UTF_8_is_a_finding_also_where_it_is_a_comment(string text, int line)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text).Select(b => b == (byte)'?' ? (byte)0xFF : b).ToArray();
        var parsed = Baseline.Parse(SourceText.From(Baseline.Path, bytes));
        var finding = Assert.Single(parsed.Diagnostics);
        Assert.Equal(("HRN1016", $"harness.baseline:{line}"), (finding.Descriptor.Id, finding.Location.ToString()));
        Assert.Equal("T1000 a", Assert.Single(parsed.Value.Entries).Key.ToString());
    }

    [Fact]
    public void Lines_that_stand_twice_or_out_of_order_are_findings_and_hold_all_the_same()
    {
        var parsed = Parse("T2 b\r\nT2 a\r\nT2 b\r\n");
        Assert.Equal(["harness.baseline:2", "harness.baseline:3"], parsed.Diagnostics.Select(d => d.Location.ToString()));
        Assert.Equal(["T2 b", "T2 a"], parsed.Value.Entries.Select(e => e.Key.ToString()));
    }

    [Fact]
    public void A_file_of_something_else_has_a_hundred_findings_at_the_most() =>
        Assert.Equal(100, Parse(string.Concat(Enumerable.Repeat("?\n", 10_000))).Diagnostics.Length);

    [Theory]
    [InlineData(DiagnosticCategory.Input, false)]
    [InlineData(DiagnosticCategory.Policy, false)]
    [InlineData(DiagnosticCategory.Direction, true)]
    [InlineData(DiagnosticCategory.Ownership, true)]
    [InlineData(DiagnosticCategory.Source, true)]
    public void Input_and_policy_never_go_into_a_baseline(DiagnosticCategory category, bool expected) =>
        Assert.Equal(expected, new DiagnosticDescriptor("ACME1", "t", "T", category, DiagnosticSeverity.Error).CanBeBaselined);

    [Fact]
    public void A_failure_of_input_cannot_be_lowered_whatever_its_rule_says() =>
        Assert.False(new DiagnosticDescriptor("ACME1", "t", "T", DiagnosticCategory.Input, DiagnosticSeverity.Error) { IsConfigurable = true }.IsConfigurable);

    [Fact]
    public void What_cannot_be_lowered_cannot_be_baselined_either() =>
        Assert.False(new DiagnosticDescriptor("HRN3001", "t", "T", DiagnosticCategory.Ownership, DiagnosticSeverity.Error) { IsConfigurable = false }.CanBeBaselined);

    [Fact]
    public void A_line_for_what_cannot_be_baselined_holds_nothing_and_is_a_finding()
    {
        var rule = new DiagnosticDescriptor("HRN3001", "t", "T", DiagnosticCategory.Ownership, DiagnosticSeverity.Error) { IsConfigurable = false };
        var finding = new Diagnostic(rule, Location.OfFile(RepoPath.Parse("a.rs")), "m", "h", "a.rs");
        var ledger = new Harness.Analysis.BaselineLedger(Parse("HRN3001 a.rs\nT2001 a\n").Value);
        Assert.False(ledger.Holds(finding));
        Assert.True(ledger.Holds(Finding(["a"], isEdge: false)));
        var said = Assert.Single(ledger.Audit());
        Assert.Equal(("HRN1016", "harness.baseline:1"), (said.Descriptor.Id, said.Location.ToString()));
        Assert.Contains("cannot hold", said.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_baseline_that_is_a_link_is_not_read()
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { [Baseline.Path.Value] = "T1000 a\n" };
        Assert.Single(Baseline.Read(MemoryTree.FromText(files)).Value!.Entries);

        var parsed = Baseline.Read(new Linked(MemoryTree.FromText(files)));
        Assert.Null(parsed.Value);
        Assert.Equal("HRN0001", Assert.Single(parsed.Diagnostics).Descriptor.Id);
    }

    private sealed class Linked(SourceTree inner) : SourceTree
    {
        public override EntryKind GetKind(RepoPath path) => inner.GetKind(path);

        public override FileContent Read(RepoPath path) => inner.Read(path);

        public override IReadOnlyList<TreeEntry> List(RepoPath directory) => inner.List(directory);

        public override string? ReadLink(RepoPath path) => path == Baseline.Path ? "elsewhere" : null;
    }

    private static Diagnostic Finding(string[] words, bool isEdge) => new(Rule, Location.OfFile(RepoPath.Parse("Cargo.toml")), "m", "h", [.. words])
    {
        Edge = isEdge ? new EdgeName("x", "y") : null,
    };

    private static Parsed<Baseline> Parse(string text) => Baseline.Parse(SourceText.From(Baseline.Path, text));
}
