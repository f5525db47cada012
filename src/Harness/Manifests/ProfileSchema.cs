using System.Text;
using Harness.Toml;
using static Harness.Manifests.Shape;

namespace Harness.Manifests;

/// <summary>The allowed content of <c>[profile]</c>.</summary>
internal static class ProfileSchema
{
    private static readonly string[] ReservedNames =
    [
        "debug", "build-override", "build", "check", "clean", "config", "fetch", "fix", "install", "metadata", "package", "publish", "report",
        "root", "run", "rust", "rustc", "rustdoc", "target", "tmp", "uninstall",
    ];

    private static readonly Shape Flag = Scalar("a boolean", TomlKind.Boolean);
    private static readonly Shape Text = Scalar("a string", TomlKind.String);
    private static readonly Shape TextOrFlag = Scalar("a boolean or a string", TomlKind.Boolean, TomlKind.String);

    private static readonly (string, Shape)[] Settings =
    [
        ("opt-level", OneOf("a level: 0, 1, 2, 3, \"s\" or \"z\"", [TomlKind.Integer, TomlKind.String], v => v.AsString is null or "s" or "z")),
        ("lto", TextOrFlag), ("codegen-backend", Text),
        ("codegen-units", OneOf("a positive integer", [TomlKind.Integer], v => v.AsInteger is >= 0 and <= uint.MaxValue)),
        ("debug", OneOf(
            "a boolean, 0, 1, 2, \"none\", \"limited\", \"full\", \"line-tables-only\" or \"line-directives-only\"",
            [TomlKind.Boolean, TomlKind.Integer, TomlKind.String],
            v => v.AsString is null or "none" or "limited" or "full" or "line-tables-only" or "line-directives-only" && v.AsInteger is null or >= 0 and <= 2)),
        ("split-debuginfo", Text), ("debug-assertions", Flag), ("rpath", Flag), ("panic", Text), ("overflow-checks", Flag), ("incremental", Flag),
        ("dir-name", Text), ("inherits", Text), ("strip", TextOrFlag), ("rustflags", ArrayOf("an array of strings", Text)),
        ("hint-mostly-unused", Flag), ("trim-paths", new Shape
        {
            Expected = "a boolean, \"none\", \"diagnostics\", \"macro\", \"object\", \"all\", or an array of these",
            Scalars = [TomlKind.Boolean, TomlKind.String],
            Items = OneOf("\"diagnostics\", \"macro\" or \"object\"", [TomlKind.String], v => v.AsString is "diagnostics" or "macro" or "object"),
            Rule = v => v.AsString is null or "none" or "all" or "diagnostics" or "macro" or "object" ? null : $"is '{v.AsString}'",
        }),
    ];

    // That an override overrides again is refused as such, whatever it holds.
    private static readonly Shape Override = Table(Settings);

    /// <summary>The table of profiles by name.</summary>
    public static Shape Profiles { get; } = MapOf(
        Table([.. Settings, ("package", MapOf(Override, key => key == "*" ? null : PackageSpecification.Check(key))), ("build-override", Override)]),
        CheckName);

    private static Shape OneOf(string expected, TomlKind[] kinds, Func<TomlValue, bool> fits) => new()
    {
        Expected = expected, Scalars = [.. kinds], Rule = v => fits(v) ? null : "has a value that Cargo does not take",
    };

    private static string? CheckName(string name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            if (!Rune.IsLetterOrDigit(rune) && rune.Value is not ('_' or '-'))
            {
                return $"'{rune}' may not stand in it";
            }
        }

        return ReservedNames.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith("cargo", StringComparison.OrdinalIgnoreCase)
            ? "Cargo keeps it for itself" : null;
    }
}
