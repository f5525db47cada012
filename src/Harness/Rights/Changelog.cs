using System.Text.Unicode;
using Harness.Trees;

namespace Harness.Rights;

/// <summary>Identifies the changelog files of a release.</summary>
internal static class Changelog
{
    private static readonly string[] Stems = ["CHANGELOG", "CHANGES", "RELEASES"];
    private static readonly string[] Extensions = ["", ".md", ".txt"];

    /// <summary>Determines whether a path is that of a changelog.</summary>
    public static bool Is(RepoPath path)
    {
        var dot = path.Name.LastIndexOf('.');
        var (stem, extension) = dot < 0 ? (path.Name, "") : (path.Name[..dot], path.Name[dot..]);
        return Stems.Contains(stem, StringComparer.OrdinalIgnoreCase) && Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Determines whether a file is text.</summary>
    public static bool IsText(FileContent content) =>
        content.Status == ReadStatus.Read && Utf8.IsValid(content.Bytes.Span) && !content.Bytes.Span.Contains((byte)0);
}
