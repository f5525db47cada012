using System.Net;
using System.Text.RegularExpressions;
using CsCheck;
using Harness.Reporting.Tests.Sinks;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Xunit;

namespace Harness.Reporting.Tests;

public sealed partial class GitHubMarkdownTests
{
    // What GitHub has beside CommonMark.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseAutoLinks().UseTaskLists().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
        .UseFootnotes().UseAlertBlocks().UseMathematics().UseEmojiAndSmiley(enableSmileys: false)
        .Build();

    [Theory]
    [InlineData("crates/a/Cargo.toml:8", "crates/a/Cargo.toml\\:8")]
    [InlineData("'a_b' uses 'c'.", "'a\\_b' uses 'c'.")]
    [InlineData("a\nb", "a<br>b")]
    [InlineData("- a", "\\- a")]
    [InlineData("12. a", "12\\. a")]
    public void Plain_text_stays_readable(string text, string expected) => Assert.Equal(expected, GitHubMarkdown.Escape(text));

    [Fact]
    public void A_paragraph_shows_the_text_and_nothing_else() => HostileText.Any.Sample(text =>
        IsText(text, Markdown.ToHtml("x" + GitHubMarkdown.Escape(text), Pipeline), "p", "x") && IsText(text, Markdown.ToHtml(GitHubMarkdown.Escape(text), Pipeline), "p"));

    [Fact]
    public void A_cell_of_a_table_shows_the_text_and_nothing_else() => HostileText.Any.Sample(text =>
        IsText(text, Markdown.ToHtml($"| h |\n|---|\n| {GitHubMarkdown.Escape(text)} |\n", Pipeline), "table|thead|tbody|tr|th|td", "h"));

    [Fact]
    public void No_mention_and_no_reference_is_left_in_the_text_that_is_shown() => HostileText.Any.Sample(text =>
        !Reference().IsMatch(WebUtility.HtmlDecode(Tag().Replace(Markdown.ToHtml(GitHubMarkdown.Escape(text), Pipeline), ""))));

    private static bool IsText(string text, string html, string structure, string before = "")
    {
        var others = Tag().Matches(html).Select(m => m.Groups["name"].Value).Except([.. structure.Split('|'), "br"]);
        var expected = string.Concat(text.ReplaceLineEndings("\n").Split('\n').Select(VisibleText.Escape));
        return !others.Any() && Squeeze(WebUtility.HtmlDecode(Tag().Replace(html, ""))) == Squeeze(before + expected);
    }

    // HTML shows runs of blanks as one.
    private static string Squeeze(string text) => string.Concat(text.Where(c => c != '\u200B' && !char.IsWhiteSpace(c)));

    [GeneratedRegex("</?(?<name>[a-zA-Z!][a-zA-Z0-9-]*)[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"@\w|#\d|GH-\d|://|www\.", RegexOptions.IgnoreCase)]
    private static partial Regex Reference();
}
