using System.Text;
using Harness.Diagnostics;
using Harness.Text;
using Harness.Trees;

namespace Harness.Testing;

/// <summary>Findings for those who write them.</summary>
public static class SampleFinding
{
    /// <summary>A rule.</summary>
    public static DiagnosticDescriptor Upward { get; } =
        new("HRN2001", "upward-dependency", "A crate depends on a layer above its own", DiagnosticCategory.Direction, DiagnosticSeverity.Error);

    /// <summary>The place of the first occurrence of a word.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="text">The file's text.</param>
    /// <param name="word">The word.</param>
    public static Location Find(string path, string text, string word)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = Encoding.UTF8.GetByteCount(text[..text.IndexOf(word, StringComparison.Ordinal)]);
        return new Location(SourceText.From(RepoPath.Parse(path), text), new SourceSpan(at, at + Encoding.UTF8.GetByteCount(word)));
    }

    /// <summary>A finding of the rule.</summary>
    /// <param name="location">Its place.</param>
    /// <param name="key">The arguments of its key.</param>
    public static Diagnostic Create(Location location, params string[] key) =>
        new(Upward, location, "'a' (base) may not depend on 'b' (query)", "move the shared type down", [.. key]);
}
