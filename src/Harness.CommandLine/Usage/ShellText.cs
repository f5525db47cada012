namespace Harness.CommandLine.Usage;

/// <summary>Words in scripts for shells.</summary>
internal static class ShellText
{
    /// <summary>Words for a shell, each in its own quotes. They are names of this program, and do not contain quotes.</summary>
    /// <param name="words">The words.</param>
    public static string Quote(IEnumerable<string> words) => string.Join(' ', words.Select(w => $"'{w}'"));

    /// <summary>Words within one pair of quotes.</summary>
    /// <param name="words">The words.</param>
    public static string Join(IEnumerable<string> words) => $"'{string.Join(' ', words)}'";
}
