using System.Text;
using Harness.Text;
using Microsoft.CodeAnalysis.Sarif;

namespace Harness.Sarif;

/// <summary>The hashes of lines by which GitHub's upload identifies alerts. A file may have many findings, so its hashes are cached.</summary>
internal sealed class LineHashes
{
    private static readonly UTF8Encoding WithMark = new(encoderShouldEmitUTF8Identifier: false);
    private readonly Dictionary<SourceText, Dictionary<int, string>> known = new(ReferenceEqualityComparer.Instance);

    /// <summary>
    /// Returns the hash of a line and its number among equal lines of the file, or <see langword="null"/> for a line that does not exist.
    /// </summary>
    /// <param name="text">The file's text.</param>
    /// <param name="line">The line, from 1.</param>
    public string? Find(SourceText text, int line)
    {
        if (!known.TryGetValue(text, out var lines))
        {
            // The byte order mark of a file is also hashed. A decoder that drops it gives other hashes.
            known[text] = lines = HashUtilities.RollingHash(WithMark.GetString(text.Bytes.Span)).ToDictionary();
        }

        return lines.GetValueOrDefault(line);
    }
}
