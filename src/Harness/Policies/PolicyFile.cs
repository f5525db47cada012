using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Text;
using Harness.Trees;

namespace Harness.Policies;

/// <summary>The policy at the top of a tree.</summary>
public static class PolicyFile
{
    /// <summary>The policy's path.</summary>
    public static RepoPath Path { get; } = RepoPath.Parse(Policy.FileName);

    /// <summary>Reads the policy of a tree.</summary>
    /// <param name="tree">The tree.</param>
    /// <returns>
    /// The text, or <see langword="null"/> if the tree has none. HRN0001 if it cannot be read or is not a plain file, because a link could lead to an
    /// unprotected file.
    /// </returns>
    public static Parsed<SourceText?> Read(SourceTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var content = tree.Read(Path);
        return tree.ReadLink(Path) is { } target ? Fail($"'{Path}' is a link to '{target}'.", "let the policy be a plain file")
            : content.Status switch
            {
                ReadStatus.Read => new(SourceText.From(Path, content.Bytes), []),
                ReadStatus.Missing => new(null, []),
                ReadStatus.IsDirectory => Fail($"'{Path}' is a directory.", "let the policy be a plain file"),
                ReadStatus.NotFetched => Fail($"'{Path}' is not in this clone, which is a partial one or damaged.", "run 'git fetch --refetch --no-filter'; in CI check out without 'filter'"),
                ReadStatus.TooLarge => Fail($"'{Path}' is larger than {SourceTree.MaximumFileLength >> 20} MiB.", "shorten it"),
                _ => Fail($"'{Path}' cannot be read.", "mend the file"),
            };
    }

    /// <summary>Returns the policy of a tree, or <see langword="null"/> if it has none that can be read.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="path">The path of the policy in it, a plain file, or <see langword="null"/> for the one at the top.</param>
    public static SourceText? Find(SourceTree tree, string? path)
    {
        ArgumentNullException.ThrowIfNull(tree);
        if (path is null)
        {
            return Read(tree).Value;
        }

        var place = RepoPath.Parse(path);
        return tree.ReadLink(place) is null && tree.Read(place) is { Status: ReadStatus.Read } content ? SourceText.From(place, content.Bytes) : null;
    }

    /// <summary>Returns the finding of a policy that does not exist.</summary>
    internal static Diagnostic Missing(string message) => new(
        InputDescriptors.InvalidPolicy, Location.OfFile(Path), message, "write one with 'harness init', or name one with --policy", "");

    private static Parsed<SourceText?> Fail(string message, string help) => new(
        null, [new Diagnostic(InputDescriptors.UnreadableFile, Location.OfFile(Path), message, help, Path.ToString())]);
}
