using System.Globalization;
using Harness.Diagnostics;
using Harness.Reporting;
using Harness.Text;
using Harness.Trees;
using Harness.Testing;
using Xunit;

namespace Harness.Reporting.Tests;

public sealed class TextReportTests
{
    private const string Manifest = "[dependencies]\n\tb = { path = \"../b\" } # here\n";

    [Fact]
    public void A_finding_shows_its_line_with_marks_under_the_span_then_its_notes()
    {
        var location = SampleFinding.Find("crates/a/Cargo.toml", Manifest, "b = { path = \"../b\" }");
        var finding = new Diagnostic(SampleFinding.Upward, location, "'a' may not depend on 'b'.", "move it", "a", "b")
        {
            Notes = [new DiagnosticNote("rule", "layers (harness.toml:2)"), new DiagnosticNote("path", "a -> b")],
            RelatedLocations = [new RelatedLocation(location, "inherited here")],
        };

        Assert.Equal(
            """
            error[HRN2001]: 'a' may not depend on 'b'.
             --> crates/a/Cargo.toml:2:2
              |
            2 |     b = { path = "../b" } # here
              |     ^^^^^^^^^^^^^^^^^^^^^
              = rule: layers (harness.toml:2)
              = path: a -> b
              = see: crates/a/Cargo.toml:2: inherited here
              = help: move it


            """.ReplaceLineEndings("\n"),
            Write(finding, TextStyle.Plain));
    }

    [Theory]
    [InlineData("a\u202Eb", "a\\u{202e}b")]
    [InlineData("\u001b[31mred", "\\u{1b}[31mred")]
    [InlineData("zero\u200Bwidth", "zero\\u{200b}width")]
    [InlineData("line\nbreak\r", "line\\u{a}break\\u{d}")]
    [InlineData("tab\there", "tab    here")]
    [InlineData("\u2028\u0085\u007f", "\\u{2028}\\u{85}\\u{7f}")]
    [InlineData("##[set-output name=findings]0", "#\\u{23}[set-output name=findings]0")]
    [InlineData("###vso[task.complete] ##", "##\\u{23}vso[task.complete] ##")]
    [InlineData("größe 数据 😀", "größe 数据 😀")]
    public void What_a_terminal_would_obey_or_hide_is_spelt_out(string text, string visible) =>
        Assert.Equal(visible, VisibleText.Escape(text));

    [Fact]
    public void Hidden_characters_are_visible_in_the_message_the_path_and_the_source_line()
    {
        var location = SampleFinding.Find("crates/\u202Ea/Cargo.toml", "\"\u001b[2J\" = \"1\"\n", "\"\u001b[2J\"");
        var text = Write(new Diagnostic(SampleFinding.Upward, location, "'\u001b[2J'", "delete '\u2066'", "a"), TextStyle.Plain);

        Assert.DoesNotContain(text, c => (char.IsControl(c) && c != '\n') || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format);
        Assert.Contains("^^^^^^^^^^^\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_coloured_text_has_escape_sequences()
    {
        var finding = SampleFinding.Create(SampleFinding.Find("Cargo.toml", Manifest, "b"), "a");

        Assert.DoesNotContain('\e', Write(finding, TextStyle.Plain));
        Assert.Contains("\e[1;31merror[HRN2001]\e[0m", Write(finding, TextStyle.Colored), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_a_megabyte_is_shown_around_the_span()
    {
        var line = new string('x', 500_000) + " b " + new string('y', 500_000);
        var text = Write(SampleFinding.Create(SampleFinding.Find("Cargo.toml", line, "b"), "a"), TextStyle.Plain);

        Assert.InRange(text.Length, 1, 1000);
        var rows = text.Split('\n');
        var at = Array.FindIndex(rows, r => r.Contains('^', StringComparison.Ordinal));
        Assert.Equal('b', rows[at - 1][rows[at].IndexOf('^', StringComparison.Ordinal)]);
    }

    [Fact]
    public void A_file_without_text_has_a_place_and_no_excerpt()
    {
        var finding = SampleFinding.Create(Location.OfFile(RepoPath.Parse("Cargo.toml")), "a");

        Assert.Contains(" --> Cargo.toml:1:1\n  = help", Write(finding, TextStyle.Plain), StringComparison.Ordinal);
    }

    private static string Write(Diagnostic finding, TextStyle style)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        new TextReport(text, style).WriteFindings([finding]);
        return text.ToString();
    }
}
