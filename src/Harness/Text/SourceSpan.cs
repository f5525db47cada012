namespace Harness.Text;

/// <summary>A half-open range of bytes in a text.</summary>
/// <param name="Start">The offset of the first byte.</param>
/// <param name="End">The offset behind the last byte.</param>
public readonly record struct SourceSpan(int Start, int End)
{
    /// <summary>The number of bytes.</summary>
    public int Length => End - Start;
}

/// <summary>A place in a text.</summary>
/// <param name="Line">The line, from 0.</param>
/// <param name="Column">The column in the unit that was asked for, from 0.</param>
public readonly record struct LinePosition(int Line, int Column);
