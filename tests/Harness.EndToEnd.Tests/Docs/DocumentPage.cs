using System.Text.RegularExpressions;
using Harness.Testing;

namespace Harness.EndToEnd.Tests.Docs;

/// <summary>A command that a page shows, with the output that the page shows; a line "…" in it stands for any lines.</summary>
/// <param name="Page">The page.</param>
/// <param name="Place">The word behind <c>console</c>: where the command runs.</param>
/// <param name="Command">The command.</param>
/// <param name="Output">The output.</param>
internal sealed record ShownCommand(string Page, string Place, string Command, string Output);

/// <summary>The README and the pages in <c>docs/</c>.</summary>
internal static partial class DocumentPage
{
    public static IEnumerable<string> All =>
        Directory.EnumerateFiles(RepositoryRoot.Combine("docs"), "*.md").Select(f => $"docs/{Path.GetFileName(f)}").Append("README.md").Order(StringComparer.Ordinal);

    public static string Read(string page) => File.ReadAllText(RepositoryRoot.Combine(page)).ReplaceLineEndings("\n");

    public static IEnumerable<ShownCommand> Commands(string page) =>
        from block in ConsoleBlock().Matches(Read(page))
        from part in ("\n" + block.Groups["body"].Value).Split("\n$ ", StringSplitOptions.RemoveEmptyEntries)
        let lines = part.Split('\n', 2)
        select new ShownCommand(page, block.Groups["place"].Value, lines[0], lines.Length > 1 ? lines[1] : "");

    /// <summary>What is said in code to be typed: spans and lines of blocks, from the program's name on.</summary>
    public static IEnumerable<string> Invocations(string page) =>
        from text in CodeBlock().Matches(Read(page)).SelectMany(b => b.Groups["body"].Value.Split('\n')).Concat(CodeSpan().Matches(Read(page)).Select(s => s.Groups["code"].Value))
        from invocation in Invocation().Matches(text)
        select invocation.Groups["call"].Value;

    [GeneratedRegex("^```console ?(?<place>[a-z]*)\n(?<body>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ConsoleBlock();

    [GeneratedRegex("^```(sh|console)[ a-z]*\n(?<body>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("(?<!`)`(?<code>[^`\n]+)`(?!`)")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"(^|(?<=[$|;(] )|(?<=-- ))(?<call>harness [^|;#)]*)")]
    private static partial Regex Invocation();
}
