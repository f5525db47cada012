namespace Harness.Manifests;

/// <summary>A version of which only the first number is required: <c>1</c>, <c>1.85</c>, <c>1.85.0-beta</c>.</summary>
internal sealed record PartialVersion(ulong Major, ulong? Minor, ulong? Patch, string Pre, string Build)
{
    /// <summary>Reads a version, or <see langword="null"/> if Cargo refuses it.</summary>
    public static PartialVersion? Parse(string text)
    {
        var scanner = new VersionScanner(text.AsSpan().Trim(' '));
        ulong? minor = null, patch = null;
        var (pre, build) = ("", "");
        if (!scanner.TryNumber(out var major)
            || (scanner.Take('.') && !TryPart(ref scanner, out minor))
            || (minor is not null && scanner.Take('.') && !TryPart(ref scanner, out patch))
            || (patch is not null && !scanner.TrySuffixes(out pre, out build)))
        {
            return null;
        }

        return scanner.AtEnd ? new PartialVersion(major, minor, patch, pre, build) : null;
    }

    /// <summary>Returns the version if it has all three numbers. Otherwise returns <see langword="null"/>.</summary>
    public SemanticVersion? ToVersion() =>
        Minor is { } minor && Patch is { } patch ? new SemanticVersion(Major, minor, patch, Pre, Build) : null;

    private static bool TryPart(ref VersionScanner scanner, out ulong? part)
    {
        var read = scanner.TryNumber(out var number);
        part = number;
        return read;
    }
}
