using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Harness.Policies;
using Harness.Trees;

namespace Harness.Ownership;

/// <summary>
/// The paths that are always protected: the policy, and files that control agents, tools, the build or the host, anywhere in the tree. Each segment
/// is compared as the most lenient file system would: case-folded, without trailing dots and spaces, and without a colon and its suffix, as on
/// Windows. Git protects <c>.git</c> in the same way.
/// </summary>
internal static class ProtectedPaths
{
    private const string PolicyPrefix = "harness.";

    // A name is listed for its effect: an agent reads it as instructions, a host or hook runs it, or the build or a gate obeys it.
    private static readonly ImmutableArray<string> Spelled =
    [
        ".github", ".claude", ".cargo", "AGENTS.md", "CLAUDE.md", "CODEOWNERS", "clippy.toml", ".clippy.toml", "rustfmt.toml",
        ".rustfmt.toml", "deny.toml", ".deny.toml", ".gitattributes", ".gitmodules",

        // Agents: their instructions, their settings, the servers that they start.
        "AGENT.md", "AGENTS.override.md", "CLAUDE.local.md", "GEMINI.md", "copilot-instructions.md", ".mcp.json", ".codex", ".gemini",
        ".opencode", ".cursor", ".cursorrules", ".windsurf", ".windsurfrules", ".clinerules", ".roo", ".roorules", ".junie", ".kiro",
        ".amazonq", ".augment", ".continue", ".goosehints", ".vscode", ".devcontainer",

        // Hosts: the files that they run for a change.
        ".circleci", ".buildkite", ".gitea", ".forgejo", ".drone.yml", ".travis.yml", ".cirrus.yml", "appveyor.yml", ".appveyor.yml",
        "bitbucket-pipelines.yml",

        // Hooks of git.
        ".pre-commit-config.yaml", ".husky", ".githooks",

        // If case is ignored, Cargo reads these as its own files.
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

    /// <summary>The patterns of protected paths in the syntax of CODEOWNERS. A name without '/' matches anywhere, with everything below it.</summary>
    public static ImmutableArray<string> Patterns { get; } = ["/" + PolicyPrefix + "*", .. Spelled, .. Prefixes.Select(p => p + "*")];

    /// <summary>Returns the pattern that protects a path, as in the documentation, or <see langword="null"/> if the path is not protected.</summary>
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
