using System.Collections.Immutable;
using System.Text;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Inference;

/// <summary>
/// What the CODEOWNERS file of a tree says of whole packages: the last pattern that matches a source file of a package decides. A
/// manifest would not do, for it is often excepted so that a release asks nobody.
/// </summary>
internal sealed class OwnerFile
{
    // In the order in which GitHub looks.
    private static readonly ImmutableArray<string> Places = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

    private readonly ImmutableArray<(Glob Pattern, ImmutableArray<string> Owners)> rules;

    private OwnerFile(RepoPath path, ImmutableArray<(Glob Pattern, ImmutableArray<string> Owners)> rules)
    {
        Path = path;
        this.rules = rules;
    }

    public RepoPath Path { get; }

    /// <summary>The file that counts, or <see langword="null"/>.</summary>
    public static OwnerFile? Find(SourceTree tree)
    {
        foreach (var path in Places.Select(RepoPath.Parse))
        {
            if (tree.Read(path) is { Status: ReadStatus.Read } content)
            {
                var lines = Encoding.UTF8.GetString(content.Bytes.Span).Split('\n');
                return new OwnerFile(path, [.. lines.SelectMany(ReadRule)]);
            }
        }

        return null;
    }

    /// <summary>The owners of a package; empty where it has none.</summary>
    public ImmutableArray<string> OwnersOf(Package package)
    {
        var file = package.Directory.Combine("src/lib.rs").Value;
        return rules.LastOrDefault(rule => rule.Pattern.Matches(file)).Owners is { IsDefault: false } owners ? owners : [];
    }

    // A pattern with a slash that is not its last character starts at the root; one of a directory holds for all below it.
    private static IEnumerable<(Glob, ImmutableArray<string>)> ReadRule(string line)
    {
        var comment = line.IndexOf('#', StringComparison.Ordinal);
        var words = (comment < 0 ? line : line[..comment]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words is not [var pattern, .. var owners] || pattern.IndexOfAny(['!', '[', '\\']) >= 0)
        {
            yield break;
        }

        var bare = pattern.Trim('/');
        var path = pattern.TrimEnd('/').Contains('/', StringComparison.Ordinal) || bare == "**" ? bare : "**/" + bare;
        var reach = bare.EndsWith("/*", StringComparison.Ordinal) ? [""] : pattern.EndsWith('/') ? new[] { "/**" } : ["", "/**"];
        foreach (var end in reach)
        {
            if (Glob.TryParse(path + end, out _) is { } glob)
            {
                yield return (glob, [.. owners]);
            }
        }
    }
}
