using System.Text;
using Harness.Text;
using Microsoft.CodeAnalysis.Sarif;

namespace Harness.Sarif;

/// <summary>The hashes of lines by which GitHub's upload knows alerts. A file may have many findings, so its hashes are kept.</summary>
internal sealed class LineHashes
{
    private static readonly UTF8Encoding WithMark = new(encoderShouldEmitUTF8Identifier: false);
    private readonly Dictionary<SourceText, Dictionary<int, string>> known = new(ReferenceEqualityComparer.Instance);

    /// <summary>
    /// Returns the hash of a line and which of its equals in the file it is, or <see langword="null"/> for a line that does not exist.
    /// </summary>
    /// <param name="text">The file's text.</param>
    /// <param name="line">The line, from 1.</param>
    public string? Find(SourceText text, int line)
    {
        if (!known.TryGetValue(text, out var lines))
        {
            // The mark at the start of a file is hashed as well: a decoder that drops it gives other hashes.
            known[text] = lines = HashUtilities.RollingHash(WithMark.GetString(text.Bytes.Span)).ToDictionary();
        }

        return lines.GetValueOrDefault(line);
    }
}
