using CsCheck;

namespace Harness.Reporting.Tests.Sinks;

/// <summary>Texts as a file name or a manifest can hold them, meant to do something where they are shown.</summary>
internal static class HostileText
{
    private static readonly string[] Parts =
    [
        "::error::", "::set-output name=a::b", "##[add-mask]x", "\r\n", "\n", "%0A", "%", ",", ":", "@octocat", "#12", "GH-3", "org/repo#4",
        "https://example.org", "www.example.org", "me@example.org", "<script>alert(1)</script>", "<!-- -->", "<img src=x>", "&lt;", "&#64;", "![a](b)", "[a](b)",
        "[a]: b", "|", "`", "```", "~~~", "**", "__", "~~", "- ", "+ ", "1. ", "2) ", "# ", "> ", "===", "---", "    ", "\t", "$x$", ":smile:", "\\", "\"", "'", "\u202e",
        "\u0000", "\ud800", "]]>", "\u001b[2J", "a", "_", "-", ".", "=", "w", "größe", "😀",
    ];

    /// <summary>Any of them, in any order.</summary>
    public static Gen<string> Any { get; } = Gen.Int[0, Parts.Length - 1].Select(i => Parts[i]).Array[0, 8].Select(string.Concat);

    /// <summary>A path of such a text.</summary>
    public static string ToPath(string text) => "d/x" + text.Replace('/', '_').Replace("\0", "", StringComparison.Ordinal).Replace("\ud800", "", StringComparison.Ordinal);
}
