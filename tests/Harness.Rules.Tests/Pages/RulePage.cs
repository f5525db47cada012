using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Harness.Analysis;
using Harness.Policies;
using Harness.Testing;

namespace Harness.Rules.Tests.Pages;

/// <summary>One example of a page: the files of a small workspace, and what its markers say of them.</summary>
/// <param name="Section">The heading it stands under.</param>
/// <param name="Files">The files.</param>
/// <param name="Markers"><c>path:line severity id</c> of each marker, in order.</param>
/// <param name="Change">The change that the example is about, whose result the files are; <see langword="null"/> for a tree as it stands.</param>
internal sealed record PageExample(string Section, TextFixture Files, ImmutableArray<string> Markers, PageChange? Change);

/// <summary>A rule's page, read: the page is the test.</summary>
internal sealed partial class RulePage
{
    private RulePage(string text) => Text = text;

    public string Text { get; }

    public string Title => Line(0);

    public string Name => Line(2).Trim('`');

    public IEnumerable<PageExample> Failing => ExamplesOf("Example that fails");

    public IEnumerable<PageExample> Passing => ExamplesOf("Example that passes");

    public static RulePage Parse(string text) => new(text);

    /// <summary>The text under a heading of the second level; empty where there is no such heading.</summary>
    public string Section(string heading)
    {
        var lines = Text.Split('\n').SkipWhile(l => l != "## " + heading).Skip(1).TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal));
        return string.Join('\n', lines).Trim();
    }

    // A heading of the third level begins another workspace.
    private IEnumerable<PageExample> ExamplesOf(string heading) =>
        Section(heading).Split("\n### ").Select(part => Read(heading, part)).Where(example => !example.Files.Files.IsEmpty);

    private static PageExample Read(string heading, string part)
    {
        var (tip, files) = (new SortedDictionary<string, byte[]>(StringComparer.Ordinal), new SortedDictionary<string, byte[]>(StringComparer.Ordinal));
        var before = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var markers = new List<string>();
        foreach (Match block in FencedFile.Matches(part + "\n"))
        {
            var (path, body, at) = (block.Groups["path"].Value, block.Groups["body"].Value, block.Groups["at"].Value);
            // A line of a baseline has no comment behind it: there the markers are the page's only.
            var bytes = Encoding.UTF8.GetBytes(path == Baseline.FileName ? EndMarker.Replace(body, "") : body);
            if (at == "earlier")
            {
                before.Add(path, bytes);
                continue;
            }

            if (at != "change")
            {
                tip.Add(path, bytes);
            }

            if (at == "tip")
            {
                continue;
            }

            files.Add(path, bytes);
            var lines = body.Split('\n');
            for (var line = 0; line < lines.Length; line++)
            {
                var marker = Marker.Match(lines[line]);
                markers.AddRange(marker.Groups["id"].Captures.Select(id => $"{path}:{line + 1} {marker.Groups["severity"].Value} {id.Value}"));
            }
        }

        var told = FencedChange.Match(part + "\n");
        var change = told.Success ? PageChange.Parse(EarlierOf(before, tip), new TextFixture(tip).WithLibraries(), told.Groups["body"].Value) : null;
        return new PageExample(heading, new TextFixture(files).WithLibraries(), [.. markers.Concat(change?.Markers ?? []).Order(StringComparer.Ordinal)], change);
    }

    // What was different; all else was as it is at the tip.
    private static TextFixture? EarlierOf(SortedDictionary<string, byte[]> before, SortedDictionary<string, byte[]> tip) => before.Count == 0 ? null
        : new TextFixture(before.Concat(tip.Where(f => !before.ContainsKey(f.Key)))).WithLibraries();

    private string Line(int number) => Text.Split('\n').ElementAtOrDefault(number) ?? "";

    [GeneratedRegex("^```text change\\n(?<body>(?:(?!```).*\\n)*)```$", RegexOptions.Multiline)]
    private static partial Regex FencedChange { get; }

    [GeneratedRegex("^```[a-z]+ file=(?<path>\\S+)(?: at=(?<at>earlier|tip|change))?\\n(?<body>(?:(?!```).*\\n)*)```$", RegexOptions.Multiline)]
    private static partial Regex FencedFile { get; }

    [GeneratedRegex(" # (error|warning|note): HRN[0-9, HRN]+$", RegexOptions.Multiline)]
    private static partial Regex EndMarker { get; }

    [GeneratedRegex("(?:#|//) (?<severity>error|warning|note): (?<id>HRN[0-9]{4})(?:, (?<id>HRN[0-9]{4}))*$")]
    private static partial Regex Marker { get; }
}
