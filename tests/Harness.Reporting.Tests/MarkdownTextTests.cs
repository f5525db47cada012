using CsCheck;
using Harness.Reporting;
using Harness.Testing;
using Xunit;

namespace Harness.Reporting.Tests;

public sealed class MarkdownTextTests
{
    [Fact]
    public void A_page_becomes_lines_for_a_terminal() =>
        Assert.Equal(
            """
            HRN2001: A title

            upward

            Some words that are longer
            than the line, with `a code`
            and a link.

            - an item that goes on and
              on
            - another

              -- crates/a/Cargo.toml
              [package]

              name = "a line of code is never wrapped"

            rule     title
            HRN2001  A package depends
                     on `another | one`

            """.ReplaceLineEndings("\n").Replace("upward", "`upward`", StringComparison.Ordinal),
            MarkdownText.Render(
                """
                # HRN2001: A title

                `upward`

                Some words that are longer than
                the line, with `a code` and a [link](HRN2002.md).

                - an item that goes on
                  and on
                - another

                ```toml file=crates/a/Cargo.toml
                [package]

                name = "a line of code is never wrapped"
                ```

                | rule | title |
                |---|---|
                | [HRN2001](HRN2001.md) | A package depends on `another \| one` |
                """,
                28,
                TextStyle.Plain));

    [Fact]
    public void Only_coloured_text_has_escape_sequences_and_code_keeps_its_colour_over_a_line_break()
    {
        const string Page = "# Title\n\nThe code `one two three` here.\n";
        Assert.DoesNotContain('\e', MarkdownText.Render(Page, 20, TextStyle.Plain));
        Assert.Equal("\e[1mTitle\e[0m\n\nThe code \e[36m`one two\e[0m\n\e[36mthree`\e[0m here.\n", MarkdownText.Render(Page, 20, TextStyle.Colored));
    }

    [Fact]
    public void Every_page_fits_its_width_but_for_code()
    {
        // Those that 'harness explain' prints.
        var pages = Directory.EnumerateFiles(RepositoryRoot.Combine("rules"), "HRN*.md").Append(RepositoryRoot.Combine("rules/index.md"));
        foreach (var path in pages)
        {
            var lines = MarkdownText.Render(File.ReadAllText(path), 72, TextStyle.Plain).Split('\n');
            Assert.All(lines.Where(l => !l.StartsWith("  ", StringComparison.Ordinal)), l => Assert.True(l.Length <= 72, l));
        }
    }

    [Fact]
    public void An_item_may_be_empty() => Assert.Equal("- \n", MarkdownText.Render("- \t", 20, TextStyle.Plain));

    [Fact]
    public void No_text_is_too_odd() => Gen.Char["#|-`*[]() a\n\t\e\u202e"].Array[0, 60].Sample(characters =>
    {
        var text = MarkdownText.Render(new string(characters), 20, TextStyle.Plain);
        Assert.DoesNotContain('\e', text);
        Assert.DoesNotContain('\u202e', text);
    });
}
