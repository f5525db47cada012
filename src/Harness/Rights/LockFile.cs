using Harness.Lockfiles;
using Harness.Text;
using Harness.Trees;

namespace Harness.Rights;

/// <summary>Reads the lock file of a tree.</summary>
internal static class LockFile
{
    /// <summary>Returns the lock file, or <see langword="null"/> if it cannot be read. If there is none, returns one without packages.</summary>
    public static CargoLock? Read(SourceTree tree, RepoPath path)
    {
        var content = tree.ReadLink(path) is null ? tree.Read(path) : FileContent.Failed(ReadStatus.Unreadable);
        return content.Status switch
        {
            ReadStatus.Missing => CargoLock.Absent(path),
            ReadStatus.Read when CargoLock.Parse(SourceText.From(path, content.Bytes)) is { Diagnostics.IsEmpty: true } parsed => parsed.Value,
            _ => null,
        };
    }
}
