using Harness.Toml;

namespace Harness.Manifests;

/// <summary>Checks the fields of a package as Cargo does.</summary>
internal static class PackageRules
{
    /// <summary>Returns the problem of a package's version, if any. Surrounding spaces are allowed.</summary>
    public static string? Version(TomlValue value) =>
        SemanticVersion.Parse(value.AsString!) is null ? $"is '{value.AsString}', which is no version" : null;

    /// <summary>Returns the problem of a workspace's version, if any. Surrounding spaces are not allowed.</summary>
    public static string? SharedVersion(TomlValue value) =>
        value.AsString!.Trim().Length == value.AsString.Length ? Version(value) : $"is '{value.AsString}', with spaces around it";

    /// <summary>Returns the problem of a Rust version, if any.</summary>
    public static string? RustVersion(TomlValue value) =>
        PartialVersion.Parse(value.AsString!) is { Pre: "", Build: "" } ? null : $"is '{value.AsString}', which is no version of Rust";

    /// <summary>
    /// Returns the oldest Rust that knows an edition, in the form of messages, or <see langword="null"/> if the given one does, or every one does.
    /// </summary>
    /// <param name="rust">The value of <c>rust-version</c>.</param>
    /// <param name="edition">The edition.</param>
    public static string? MissingRust(string rust, string edition)
    {
        var least = edition switch { "2018" => 31ul, "2021" => 56ul, "2024" => 85ul, _ => 0ul };
        return least > 0 && PartialVersion.Parse(rust) is { } version && (version.Major != 1 || (version.Minor ?? 0) < least) ? $"1.{least}" : null;
    }
}
