using Harness.Policies;
using Harness.Text;
using Harness.Trees;

namespace Harness.CommandLine;

/// <summary>Finds the policy's text: the named file, or else the one at the top of the tree.</summary>
internal static class PolicyArgument
{
    /// <summary>Reads the policy.</summary>
    /// <param name="root">The absolute path of the tree's top.</param>
    /// <param name="named">The absolute path of the policy, or <see langword="null"/>.</param>
    public static SourceText Read(string root, string? named) => named is null ? ReadOwn(root) : ReadNamed(root, named);

    /// <summary>Reads the policy of a tree that is not a directory.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="path">The path of the policy in it, or <see langword="null"/> for the one at the top.</param>
    public static SourceText ReadInTree(SourceTree tree, string? path) => path is null ? ReadTop(tree, Policy.FileName)
        : PolicyFile.Find(tree, path) ?? throw new CommandException($"the policy '{path}' is no plain file of the branch: --policy names a path of the repository");

    private static SourceText ReadOwn(string root) => ReadTop(new DirectoryTree(root), Path.Join(root, Policy.FileName));

    private static SourceText ReadTop(SourceTree tree, string place)
    {
        var policy = PolicyFile.Read(tree);
        return policy.Value ?? throw new CommandException(policy.Diagnostics is [var problem, ..]
            ? $"the policy cannot be used: {problem.Message} Cure: {problem.Help}"
            : $"there is no policy: '{place}' does not exist; 'harness init' writes a first one, --policy names another");
    }

    // Whoever names a file answers for it, so it may be a link.
    private static SourceText ReadNamed(string root, string path)
    {
        var content = new DirectoryTree(Path.GetDirectoryName(path)!).Read(RepoPath.Parse(Path.GetFileName(path)));
        return content.Status == ReadStatus.Read
            ? SourceText.From(RepoPath.Parse(RelativePath(root, path)), content.Bytes)
            : throw new CommandException($"the policy '{path}' {Explain(content.Status)}");
    }

    // On another drive there is no relative path, so only the name is used.
    private static string RelativePath(string root, string path)
    {
        var relative = Path.GetRelativePath(root, path).Replace('\\', '/');
        return Path.IsPathFullyQualified(relative) ? Path.GetFileName(path) : relative;
    }

    private static string Explain(ReadStatus status) => status switch
    {
        ReadStatus.Missing => "does not exist",
        ReadStatus.IsDirectory => "is a directory",
        ReadStatus.TooLarge => $"is larger than {SourceTree.MaximumFileLength >> 20} MiB",
        _ => "cannot be read",
    };
}
