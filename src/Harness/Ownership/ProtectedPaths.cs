using System.Collections.Frozen;
using System.Collections.Immutable;
using Harness.Policies;
using Harness.Trees;

namespace Harness.Ownership;

/// <summary>
/// What is protected always: the policy, and what steers agents, tools, the build or the host anywhere in the tree. Names are held
/// against each segment as the least strict of file systems would: without case, without the characters that HFS+ leaves out, the
/// trailing dots and spaces that Windows drops, and what stands behind a colon there. Git keeps the same watch over <c>.git</c>.
/// </summary>
internal static class ProtectedPaths
{
    private const string PolicyPrefix = "harness.";
    private const string ToolchainPrefix = "rust-toolchain";

    private static readonly ImmutableArray<string> Spelled =
    [
        ".github", ".claude", ".cargo", "AGENTS.md", "CLAUDE.md", "CODEOWNERS", "clippy.toml", ".clippy.toml", "rustfmt.toml",
        ".rustfmt.toml", "deny.toml", ".deny.toml", ".gitattributes", ".gitmodules",
    ];

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Names =
        Spelled.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What is protected as CODEOWNERS writes it: a name without '/' counts anywhere, with all that is below it.</summary>
    public static ImmutableArray<string> Patterns { get; } = ["/" + PolicyPrefix + "*", .. Spelled, ToolchainPrefix + "*"];

    /// <summary>The pattern by which a path is protected, as the documentation writes it; <see langword="null"/> where it is not.</summary>
    /// <param name="path">The path.</param>
    /// <param name="policy">The policy's own path.</param>
    public static string? Find(RepoPath path, RepoPath policy)
    {
        if (path == policy)
        {
            return Policy.FileName;
        }

        var rest = path.Value.AsSpan();
        for (var isTop = true; !rest.IsEmpty; isTop = false)
        {
            var slash = rest.IndexOf('/');
            var segment = slash < 0 ? rest : rest[..slash];
            if (FindName(segment) is { } name || (isTop && (name = FindPolicy(segment)) is not null))
            {
                return name;
            }

            rest = slash < 0 ? [] : rest[(slash + 1)..];
        }

        return null;
    }

    private static string? FindName(ReadOnlySpan<char> segment)
    {
        // Most segments begin with a letter that no protected name begins with.
        if (segment.Length > 0 && char.IsAscii(segment[0]) && !".aAcCdDrR".Contains(segment[0], StringComparison.Ordinal))
        {
            return null;
        }

        var folded = Fold(segment);
        return Names.TryGetValue(folded, out var name) ? name
            : folded.StartsWith(ToolchainPrefix, StringComparison.OrdinalIgnoreCase) ? ToolchainPrefix + "*"
            : null;
    }

    private static string? FindPolicy(ReadOnlySpan<char> segment) =>
        Fold(segment).StartsWith(PolicyPrefix, StringComparison.OrdinalIgnoreCase) ? PolicyPrefix + "*" : null;

    private static ReadOnlySpan<char> Fold(ReadOnlySpan<char> segment)
    {
        if (!System.Text.Ascii.IsValid(segment))
        {
            segment = string.Concat(segment.ToString().Where(c => !IsLeftOut(c)).Select(FoldLetter));
        }

        var colon = segment.IndexOf(':');
        return (colon < 0 ? segment : segment[..colon]).TrimEnd(". ");
    }

    // The two letters beyond ASCII whose lower case is an ASCII letter: the long s and the Kelvin sign.
    private static char FoldLetter(char c) => c switch
    {
        '\u017F' => 's',
        '\u212A' => 'k',
        _ => c,
    };

    private static bool IsLeftOut(char c) =>
        c is (>= '\u200C' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u206A' and <= '\u206F') or '\uFEFF';
}
