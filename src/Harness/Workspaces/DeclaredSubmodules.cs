using System.Text;
using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>Reads the submodules that <c>.gitmodules</c> declares, for advice on checking one out. It does not affect judgements.</summary>
internal static class DeclaredSubmodules
{
    private static readonly RepoPath File = RepoPath.Parse(".gitmodules");

    /// <summary>Returns the submodule that contains a path, or <see langword="null"/> if none is declared.</summary>
    public static RepoPath? FindAround(SourceTree tree, RepoPath path)
    {
        if (path.IsOutside || tree.Read(File) is not { Status: ReadStatus.Read } content)
        {
            return null;
        }

        foreach (var line in Encoding.UTF8.GetString(content.Bytes.Span).Split('\n'))
        {
            if (line.Split('=', 2, StringSplitOptions.TrimEntries) is ["path", { Length: > 0 } declared] && RepoPath.Parse(declared) is var submodule && path.IsUnder(submodule))
            {
                return submodule;
            }
        }

        return null;
    }
}
