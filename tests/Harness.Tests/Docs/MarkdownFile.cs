using System.Text;
using System.Text.RegularExpressions;
using Harness.Testing;

namespace Harness.Tests.Docs;

/// <summary>A Markdown file of the repository: its prose, its links, and the anchors of its headings as GitHub makes them.</summary>
/// <param name="Path">The path from the root.</param>
/// <param name="Text">The text.</param>
internal sealed partial record MarkdownFile(string Path, string Text)
{
    /// <summary>The text without fenced blocks; line breaks stay, so that lines keep their numbers.</summary>
    public string Prose => FencedBlock().Replace(Text, m => new string('\n', m.Value.Count(c => c == '\n')));

    /// <summary>The relative links: a path from this file, an anchor, or both.</summary>
    public IEnumerable<string> RelativeLinks =>
        Link().Matches(CodeSpan().Replace(Prose, "code")).Select(m => m.Groups["to"].Value).Where(to => !to.Contains("://", StringComparison.Ordinal) && !to.StartsWith("mailto:", StringComparison.Ordinal));

    /// <summary>The anchors of the headings.</summary>
    public IEnumerable<string> Anchors
    {
        get
        {
            var seen = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var anchor in Heading().Matches(Prose).Select(m => ToAnchor(m.Groups["title"].Value)))
            {
                var times = seen[anchor] = seen.GetValueOrDefault(anchor, -1) + 1;
                yield return times == 0 ? anchor : FormattableString.Invariant($"{anchor}-{times}");
            }
        }
    }

    /// <summary>The paragraphs, items of lists and cells of tables, each in one line, with code and the addresses of links taken out.</summary>
    public IEnumerable<string> Paragraphs
    {
        get
        {
            var current = new List<string>();
            foreach (var line in Comment().Replace(CodeSpan().Replace(Prose, "code"), "").Split('\n').Append("").Select(l => l.Trim()))
            {
                var isItem = Item().IsMatch(line);
                if ((line.Length == 0 || isItem || line[0] is '#' or '|') && current.Count > 0)
                {
                    yield return string.Join(' ', current);
                    current.Clear();
                }

                if (line.StartsWith('|'))
                {
                    foreach (var cell in line.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                    {
                        yield return Plain(cell);
                    }
                }
                else if (line.Length > 0 && line[0] != '#')
                {
                    current.Add(Plain(isItem ? Item().Replace(line, "") : line));
                }
            }
        }
    }

    /// <summary>The Markdown files that git tracks or would, outside of fixtures of tests.</summary>
    public static IEnumerable<MarkdownFile> All() =>
        from directory in new[] { "docs", "rules", "src", ".github" }.Where(d => Directory.Exists(RepositoryRoot.Combine(d))).Append(".")
        from file in Directory.EnumerateFiles(RepositoryRoot.Combine(directory), "*.md", directory == "." ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories)
        let path = System.IO.Path.GetRelativePath(RepositoryRoot.Path, file).Replace('\\', '/')
        where !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal)
        orderby path
        select new MarkdownFile(path, File.ReadAllText(file).ReplaceLineEndings("\n"));

    private static string Plain(string text) => Link().Replace(text, "]").Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Replace("*", "", StringComparison.Ordinal);

    // GitHub lowers the letters, drops what is no letter, digit, space, '-' or '_', and turns spaces into '-'.
    private static string ToAnchor(string title)
    {
        var anchor = new StringBuilder();
        foreach (var c in title.Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_'))
        {
            anchor.Append(c == ' ' ? '-' : c);
        }

        return anchor.ToString();
    }

    [GeneratedRegex("^ *```.*?^ *```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FencedBlock();

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^([-*]|\d+\.) ")]
    private static partial Regex Item();

    [GeneratedRegex("`[^`\n]+`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#{1,6} (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
