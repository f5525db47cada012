using System.Collections.Immutable;
using Harness.Text;

namespace Harness.Fixes;

/// <summary>A piece of a file to take out.</summary>
/// <param name="Text">The file's text.</param>
/// <param name="Span">The piece: whole lines.</param>
public sealed record TextEdit(SourceText Text, SourceSpan Span)
{
    /// <summary>Returns the text without some spans. Every other byte stays.</summary>
    /// <param name="text">The text.</param>
    /// <param name="spans">The spans. Overlapping spans are merged.</param>
    internal static ReadOnlyMemory<byte> Apply(SourceText text, IEnumerable<SourceSpan> spans)
    {
        var kept = ImmutableArray.CreateBuilder<byte>(text.Bytes.Length);
        var at = 0;
        foreach (var span in spans.OrderBy(s => s.Start))
        {
            if (span.Start > at)
            {
                kept.AddRange(text.Bytes.Span[at..span.Start]);
            }

            at = Math.Max(at, span.End);
        }

        kept.AddRange(text.Bytes.Span[at..]);
        return kept.ToArray();
    }
}
