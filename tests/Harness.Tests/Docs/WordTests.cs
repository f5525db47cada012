using System.Text.RegularExpressions;
using Xunit;

namespace Harness.Tests.Docs;

/// <summary>The prose of the documents is plain English: short sentences, the field's words, and none that only this project uses.</summary>
public sealed partial class WordTests
{
    private const int MaximumWords = 25;

    // What a reader would have to translate, and what to write.
    private static readonly (string Pattern, string Instead)[] Banned =
    [
        (@"\bcircles?\b", "cycle"),
        (@"\bmend(s|ed|ing)?\b", "fix"),
        (@"\bcures?\b", "fix"),
        (@"\bst(ands?|ood)\b(?! for\b| in for\b)", "is, exists"),
        (@"\bcomes? to (stand|lie)\b", "appears"),
        (@"\btells\b", "reports, says"),
        (@"\bspelt\b", "written"),
        (@"\bsees? to it\b", "ensures"),
        (@"\bdesks?\b", "machine"),
        (@"\bground\b", "packages, files"),
        (@"\bbrings?\b", "adds, introduces"),
        (@"\bbears?\b", "has"),
        (@"\bspeaks? of\b", "names, is about"),
        (@"\bhears? of\b", "learns about"),
        (@"\bgoes? lost\b", "is lost"),
        (@"\blets? pass\b", "accepts"),
        (@"\ball the same\b", "nevertheless"),
        (@"\bso (it )?is (it )?with\b", "the same applies to"),
        (@"\bbe it\b", "even"),
        (@"\bone's own\b", "your own"),
        (@"\bnothing certain\b", "nothing reliable"),
        (@"\bwhat is said\b", "the message"),
        (@"\bthe talk\b", "messages"),
        (@"\b(whereby|thereof|lest|hitherto)\b", "a common word"),
        (@"(?<!there )\b(is|are|was|were) no\b(?! longer)", "a negated verb: 'is not a package'"),
    ];

    private static readonly Dictionary<string, MarkdownFile> Files = MarkdownFile.All().Where(f => !Unchecked().IsMatch(f.Path)).ToDictionary(f => f.Path, StringComparer.Ordinal);

    public static TheoryData<string> Paths => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_page_uses_the_words_of_the_field(string path) => Assert.Empty(BannedWords(path));

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_sentence_has_at_most_25_words(string path) =>
        Assert.Empty(LongSentences(path));

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_sentence_begins_with_its_subject_and_not_with_a_clause(string path) => Assert.Empty(Clauses(path));

    private static IEnumerable<string> BannedWords(string path) =>
        from paragraph in Files[path].Paragraphs
        from banned in Banned
        from match in Regex.Matches(paragraph, banned.Pattern, RegexOptions.IgnoreCase)
        select $"'{match.Value}': write '{banned.Instead}': {paragraph}";

    private static IEnumerable<string> LongSentences(string path) => Sentences(path).Where(s => s.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > MaximumWords);

    private static IEnumerable<string> Clauses(string path) => Sentences(path).Where(s => Clause().IsMatch(s));

    private static IEnumerable<string> Sentences(string path) => Files[path].Paragraphs.SelectMany(p => SentenceEnd().Split(CodeList().Replace(Parentheses().Replace(p, ""), "code")));

    // The table of evasions comes from the tests that perform them.
    [GeneratedRegex("^rules/evasions\\.md$")]
    private static partial Regex Unchecked();

    [GeneratedRegex(@"(?<=[.!?:;])\s+")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex("code(,? (or |and )?code)+")]
    private static partial Regex CodeList();

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Parentheses();

    [GeneratedRegex(@"^(What|Who|Whose|Whoever|Whatever) (\S+ ){5,}.*[^?]$")]
    private static partial Regex Clause();
}
