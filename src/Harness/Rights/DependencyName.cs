using System.Collections.Immutable;
using Harness.Toml;

namespace Harness.Rights;

/// <summary>The declaration of a dependency that a difference between two manifests lies in.</summary>
/// <param name="Keys">The keys that lead to the declaration.</param>
/// <param name="Package">The package that is asked for.</param>
/// <param name="HasPath">A value that indicates whether it is taken from a path.</param>
internal readonly record struct DependencyName(ImmutableArray<string> Keys, string Package, bool HasPath)
{
    private static readonly string[] Tables = ["dependencies", "dev-dependencies", "build-dependencies", "dev_dependencies", "build_dependencies"];

    /// <summary>Returns the declaration that some keys lead into, or <see langword="null"/> if they lead elsewhere.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="root">The manifest that they lead through.</param>
    public static DependencyName? Find(ImmutableArray<string> keys, TomlTable root)
    {
        var table = keys switch
        {
            ["workspace", "dependencies", ..] => 1,
            ["target", _, var inner, ..] when Tables.Contains(inner) => 2,
            [var outer, ..] when Tables.Contains(outer) => 0,
            _ => -1,
        };
        if (table < 0 || keys.Length < table + 2)
        {
            return null;
        }

        var declaration = keys[..(table + 2)];
        var at = root;
        foreach (var key in declaration[..^1])
        {
            at = at?.Find(key)?.Value.AsTable;
        }

        var says = at?.Find(declaration[^1])?.Value.AsTable;
        return new DependencyName(declaration, says?.Find("package")?.Value.AsString ?? declaration[^1], says?.Find("path") is not null);
    }

    /// <summary>Determines whether a difference is that of the version asked for: <c>serde = "1"</c>, or the key <c>version</c>.</summary>
    /// <param name="difference">The difference.</param>
    public bool IsVersion(TomlDifference difference) =>
        difference.Keys.Length == Keys.Length || (difference.Keys.Length == Keys.Length + 1 && difference.Keys[^1] == "version");
}
