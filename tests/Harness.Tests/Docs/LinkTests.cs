using Harness.Testing;
using Xunit;

namespace Harness.Tests.Docs;

/// <summary>Every relative link of a Markdown file leads to a file, and to a heading of it.</summary>
public sealed class LinkTests
{
    private static readonly Dictionary<string, MarkdownFile> Files = MarkdownFile.All().ToDictionary(f => f.Path, StringComparer.Ordinal);

    public static TheoryData<string> Paths => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_relative_link_leads_to_a_file_and_a_heading(string path) => Assert.Empty(Broken(path));

    [Fact]
    public void Anchors_are_those_of_GitHub()
    {
        var file = new MarkdownFile("a.md", "# `[[review.checks]]`\n\n## What a *reader* does\n\n## What a reader does\n\n```sh\n# no heading\n```\n");

        Assert.Equal(["reviewchecks", "what-a-reader-does", "what-a-reader-does-1"], file.Anchors);
    }

    private static IEnumerable<string> Broken(string path) => Files[path].RelativeLinks.Where(to => !Exists(path, to));

    private static bool Exists(string from, string to)
    {
        var (file, anchor) = to.Split('#', 2) is [var before, var behind] ? (before, behind) : (to, null);
        var target = file.Length == 0 ? from : Path.GetRelativePath(".", Path.Join(Path.GetDirectoryName(from), file)).Replace('\\', '/');
        return Files.TryGetValue(target, out var page) ? anchor is null || page.Anchors.Contains(anchor)
            : anchor is null && (File.Exists(RepositoryRoot.Combine(target)) || Directory.Exists(RepositoryRoot.Combine(target)));
    }
}
