using Harness.Toml;
using static Harness.Manifests.Shape;

namespace Harness.Manifests;

/// <summary>The allowed content of <c>[lints]</c> and <c>[workspace.lints]</c>.</summary>
internal static class LintRules
{
    private static readonly string[] Tools = ["cargo", "clippy", "rust", "rustdoc"];

    private static readonly Shape Level = Scalar(
        "\"forbid\", \"deny\", \"warn\" or \"allow\"", TomlKind.String, v => IsLevel(v.AsString) ? null : $"has the level '{v.AsString}', which Cargo does not know");

    private static readonly Shape Priority = Scalar(
        "an integer from -128 to 127", TomlKind.Integer, v => v.AsInteger is >= sbyte.MinValue and <= sbyte.MaxValue ? null : "is out of range");

    /// <summary>The lints of one tool.</summary>
    public static Shape ToolShape { get; } = MapOf(new Shape
    {
        Expected = "\"forbid\", \"deny\", \"warn\" or \"allow\", or a table with 'level'",
        Scalars = [TomlKind.String],
        Rule = Level.Rule,
        Keys = Table(("level", Level), ("priority", Priority)).Keys,
        Required = "level",
    });

    /// <summary>Checks the names of lints. Lints of tools that Cargo does not know are ignored.</summary>
    public static void CheckNames(ManifestReader reader, TomlTable lints)
    {
        foreach (var tool in lints.Entries.Where(tool => Tools.Contains(tool.Key, StringComparer.Ordinal)))
        {
            foreach (var lint in tool.Value.AsTable?.Entries ?? [])
            {
                if (lint.Key.Contains("::", StringComparison.Ordinal))
                {
                    reader.Refuse(lint.KeySpan, $"'{lint.Key}' is no name of a lint of '{tool.Key}'.", "write the lint without its tool, below 'lints.TOOL'");
                }
            }
        }
    }

    /// <summary>
    /// Returns the value of <c>check-cfg</c> that Cargo refuses, or <see langword="null"/> if it takes it. Asked of the package that has the lints,
    /// or inherits them.
    /// </summary>
    public static TomlEntry? FindBadCheckCfg(TomlTable lints) =>
        lints["rust"]?.AsTable?["unexpected_cfgs"]?.AsTable?.Find("check-cfg") is { } entry
        && (entry.Value.Kind != TomlKind.Array || entry.Value.Items.Any(item => item.Kind != TomlKind.String)) ? entry : null;

    private static bool IsLevel(string? level) => level is "forbid" or "deny" or "warn" or "allow";
}
