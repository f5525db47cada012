using Harness.Policies;
using Harness.Text;
using Harness.Trees;

namespace Harness.Cli;

/// <summary>Finds the policy's text.</summary>
internal static class PolicyFile
{
    /// <summary>Reads the policy that was named, or the one at the top of the tree.</summary>
    /// <param name="root">The absolute path of the tree's top.</param>
    /// <param name="named">The absolute path of the policy, or <see langword="null"/>.</param>
    public static SourceText Read(string root, string? named)
    {
        var path = named ?? Path.Join(root, Policy.FileName);
        var content = new DirectoryTree(Path.GetDirectoryName(path)!).Read(RepoPath.Parse(Path.GetFileName(path)));
        return content.Status == ReadStatus.Read
            ? SourceText.From(RepoPath.Parse(RelativePath(root, path)), content.Bytes)
            : throw new CommandException(Explain(content.Status, path, named));
    }

    // On another drive there is no relative path: the name alone has to do.
    private static string RelativePath(string root, string path)
    {
        var relative = Path.GetRelativePath(root, path).Replace('\\', '/');
        return Path.IsPathFullyQualified(relative) ? Path.GetFileName(path) : relative;
    }

    private static string Explain(ReadStatus status, string path, string? named) => status switch
    {
        ReadStatus.Missing when named is null => $"there is no policy: write '{path}', or name one with --policy",
        ReadStatus.Missing => $"the policy '{path}' does not exist",
        ReadStatus.IsDirectory => $"the policy '{path}' is a directory",
        ReadStatus.TooLarge => $"the policy '{path}' is larger than {SourceTree.MaximumFileLength >> 20} MiB",
        _ => $"the policy '{path}' cannot be read",
    };
}
