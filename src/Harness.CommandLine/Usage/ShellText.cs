namespace Harness.CommandLine.Usage;

/// <summary>Words in scripts for shells.</summary>
internal static class ShellText
{
    /// <summary>Words for a shell, each in quotes of its own. They are names of the program's own, and hold no quote.</summary>
    /// <param name="words">The words.</param>
    public static string Quote(IEnumerable<string> words) => string.Join(' ', words.Select(w => $"'{w}'"));

    /// <summary>Words within one pair of quotes.</summary>
    /// <param name="words">The words.</param>
    public static string Join(IEnumerable<string> words) => $"'{string.Join(' ', words)}'";
}
