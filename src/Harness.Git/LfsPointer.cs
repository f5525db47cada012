using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Harness.Git;

/// <summary>The pointer that Git LFS stores in place of a file. See its <c>docs/spec.md</c>.</summary>
internal static class LfsPointer
{
    private const int LongestPointer = 1024;
    private const string Version = "version https://git-lfs.github.com/spec/v1\n";

    /// <summary>
    /// Returns the pointer to a file on disk, or <see langword="null"/> if the file is stored as it is: empty, or a pointer itself.
    /// </summary>
    /// <param name="path">The file's absolute path.</param>
    /// <exception cref="GitException">It cannot be read.</exception>
    public static string? Create(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length == 0 || (file.Length < LongestPointer && IsPointer(file)))
            {
                return null;
            }

            var hash = Convert.ToHexStringLower(SHA256.HashData(file));
            return string.Create(CultureInfo.InvariantCulture, $"{Version}oid sha256:{hash}\nsize {file.Position}\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GitException($"'{path}' cannot be read: {e.Message}", e);
        }
    }

    private static bool IsPointer(FileStream file)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        file.Position = 0;
        return Encoding.UTF8.GetString(bytes).StartsWith(Version, StringComparison.Ordinal);
    }
}
