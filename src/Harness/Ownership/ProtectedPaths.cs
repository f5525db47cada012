using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Harness.Policies;
using Harness.Trees;

namespace Harness.Ownership;

/// <summary>
/// What is protected always: the policy, and what steers agents, tools, the build or the host anywhere in the tree. Names are held
/// against each segment as the least strict of file systems would: folded, without the trailing dots and spaces that Windows drops, and
/// without what follows a colon there. Git keeps the same watch over <c>.git</c>.
/// </summary>
internal static class ProtectedPaths
{
    private const string PolicyPrefix = "harness.";

    // A name is listed for what it does: an agent reads it as an order, a host or a hook runs it, or the build or a gate obeys it.
    private static readonly ImmutableArray<string> Spelled =
    [
        ".github", ".claude", ".cargo", "AGENTS.md", "CLAUDE.md", "CODEOWNERS", "clippy.toml", ".clippy.toml", "rustfmt.toml",
        ".rustfmt.toml", "deny.toml", ".deny.toml", ".gitattributes", ".gitmodules",

        // Agents: their instructions, their settings, the servers that they start.
        "AGENT.md", "AGENTS.override.md", "CLAUDE.local.md", "GEMINI.md", "copilot-instructions.md", ".mcp.json", ".codex", ".gemini",
        ".opencode", ".cursor", ".cursorrules", ".windsurf", ".windsurfrules", ".clinerules", ".roo", ".roorules", ".junie", ".kiro",
        ".amazonq", ".augment", ".continue", ".goosehints", ".vscode", ".devcontainer",

        // Hosts: what they run for a change.
        ".circleci", ".buildkite", ".gitea", ".forgejo", ".drone.yml", ".travis.yml", ".cirrus.yml", "appveyor.yml", ".appveyor.yml",
        "bitbucket-pipelines.yml",

        // Hooks of git.
        ".pre-commit-config.yaml", ".husky", ".githooks",

        // Where case does not count, Cargo takes these for its own files.
        "cargo.toml", "cargo.lock",
    ];

    private static readonly ImmutableArray<string> Prefixes =
    [
        "rust-toolchain", ".aider", "opencode.json", ".gitlab", ".woodpecker", "Jenkinsfile", "azure-pipelines", "lefthook.", ".lefthook.",
    ];

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Names =
        Spelled.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly SearchValues<char> FirstLetters = SearchValues.Create(
        [.. Spelled.Concat(Prefixes).SelectMany(n => new[] { char.ToLowerInvariant(n[0]), char.ToUpperInvariant(n[0]) }).Distinct()]);

    /// <summary>What is protected as CODEOWNERS writes it: a name without '/' counts anywhere, with all that is below it.</summary>
    public static ImmutableArray<string> Patterns { get; } = ["/" + PolicyPrefix + "*", .. Spelled, .. Prefixes.Select(p => p + "*")];

    /// <summary>Returns the pattern by which a path is protected, as the documentation writes it, or <see langword="null"/> if it is not.</summary>
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
        // Many segments begin with a letter that no protected name begins with.
        if (segment.IsEmpty || (char.IsAscii(segment[0]) && !FirstLetters.Contains(segment[0])) || segment is "Cargo.toml" or "Cargo.lock")
        {
            return null;
        }

        var folded = Fold(segment);
        if (Names.TryGetValue(folded, out var name))
        {
            return name;
        }

        foreach (var prefix in Prefixes)
        {
            if (folded.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return prefix + "*";
            }
        }

        return null;
    }

    private static string? FindPolicy(ReadOnlySpan<char> segment) =>
        Fold(segment).StartsWith(PolicyPrefix, StringComparison.OrdinalIgnoreCase) ? PolicyPrefix + "*" : null;

    private static ReadOnlySpan<char> Fold(ReadOnlySpan<char> segment)
    {
        if (!System.Text.Ascii.IsValid(segment))
        {
            segment = NameFolding.Fold(segment.ToString());
        }

        var colon = segment.IndexOf(':');
        return (colon < 0 ? segment : segment[..colon]).TrimEnd(". ");
    }
}
