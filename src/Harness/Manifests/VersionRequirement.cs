using System.Collections.Immutable;
using System.Globalization;

namespace Harness.Manifests;

/// <summary>The version requirement of a dependency.</summary>
internal sealed class VersionRequirement
{
    private const int MaximumComparators = 32;
    private static readonly string[] Operators = [">=", "<=", ">", "<", "=", "~", "^"];
    private readonly ImmutableArray<Comparator> comparators;
    private readonly string text;

    private VersionRequirement(ImmutableArray<Comparator> comparators)
    {
        this.comparators = comparators;
        text = comparators.IsEmpty ? "*" : string.Join(", ", comparators);
    }

    /// <summary>The requirement that every version meets.</summary>
    public static VersionRequirement Any { get; } = new([]);

    /// <summary>A value that indicates whether every version meets it.</summary>
    public bool IsAny => comparators.IsEmpty;

    /// <summary>The lowest version that can meet it.</summary>
    public SemanticVersion Lowest => comparators.Where(c => c.Operator is not ("<" or "<="))
        .Select(c => new SemanticVersion(c.Major, c.Minor ?? 0, c.Patch ?? 0, c.Pre, "")).Append(new SemanticVersion(0, 0, 0, "", "")).Max()!;

    /// <summary>Reads a requirement, or <see langword="null"/> if Cargo refuses it.</summary>
    public static VersionRequirement? Parse(string text)
    {
        var scanner = new VersionScanner(text.AsSpan().TrimStart(' '));
        if (scanner.TakeWildcard())
        {
            scanner.SkipSpaces();
            return scanner.AtEnd ? Any : null;
        }

        var parts = ImmutableArray.CreateBuilder<Comparator>(1);
        do
        {
            scanner.SkipSpaces();
            if (parts.Count == MaximumComparators || ReadComparator(ref scanner) is not { } comparator)
            {
                return null;
            }

            parts.Add(comparator);
            scanner.SkipSpaces();
        }
        while (scanner.Take(','));
        return scanner.AtEnd ? new VersionRequirement(parts.ToImmutable()) : null;
    }

    /// <summary>Determines whether it has the same operators with other numbers.</summary>
    public bool HasOperatorsOf(VersionRequirement other) => comparators.Select(c => c.Operator).SequenceEqual(other.comparators.Select(c => c.Operator), StringComparer.Ordinal);

    /// <summary>
    /// Determines whether a version meets the requirement. A pre-release does so only if a comparator has a pre-release of the same version.
    /// </summary>
    public bool Matches(SemanticVersion version)
    {
        var named = version.Pre.Length == 0;
        foreach (var comparator in comparators)
        {
            if (!comparator.Matches(version))
            {
                return false;
            }

            named |= comparator.Pre.Length > 0 && comparator.Major == version.Major && comparator.Minor == version.Minor && comparator.Patch == version.Patch;
        }

        return named;
    }

    /// <summary>Returns the requirement as Cargo prints it.</summary>
    public override string ToString() => text;

    private static Comparator? ReadComparator(ref VersionScanner scanner)
    {
        var given = ReadOperator(ref scanner);
        scanner.SkipSpaces();
        if (!scanner.TryNumber(out var major))
        {
            return null;
        }

        ulong? minor = null, patch = null;
        var wildcard = false;
        if (scanner.Take('.') && !TryPart(ref scanner, ref wildcard, out minor))
        {
            return null;
        }

        if ((minor is not null || wildcard) && scanner.Take('.') && !TryPart(ref scanner, ref wildcard, out patch))
        {
            return null;
        }

        var pre = "";
        return patch is not null && !scanner.TrySuffixes(out pre, out _)
            ? null
            : new Comparator(given ?? (wildcard ? "" : "^"), major, minor, patch, pre);
    }

    // Only another wildcard may follow a wildcard.
    private static bool TryPart(ref VersionScanner scanner, ref bool wildcard, out ulong? part)
    {
        part = null;
        if (scanner.TakeWildcard())
        {
            return wildcard = true;
        }

        if (wildcard || !scanner.TryNumber(out var number))
        {
            return false;
        }

        part = number;
        return true;
    }

    private static string? ReadOperator(ref VersionScanner scanner)
    {
        foreach (var candidate in Operators)
        {
            if (scanner.Take(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    private sealed record Comparator(string Operator, ulong Major, ulong? Minor, ulong? Patch, string Pre)
    {
        public bool Matches(SemanticVersion version) => Operator switch
        {
            "=" or "" => SamePrefix(version) && (Patch is null || Pre == version.Pre),
            ">" => Compare(version) > 0,
            ">=" => Compare(version) >= 0,
            "<" => Compare(version) < 0,
            "<=" => Compare(version) <= 0,
            "~" => version.Major == Major && (Minor is null || version.Minor == Minor) && (Patch is null || Compare(version) >= 0),
            _ => MatchesCaret(version),
        };

        public override string ToString()
        {
            var text = Operator + Major.ToString(CultureInfo.InvariantCulture);
            text += Minor is { } minor ? "." + minor.ToString(CultureInfo.InvariantCulture) : Operator.Length == 0 ? ".*" : "";
            return Minor is null ? text
                : Patch is { } patch ? text + "." + patch.ToString(CultureInfo.InvariantCulture) + (Pre.Length > 0 ? "-" + Pre : "")
                : Operator.Length == 0 ? text + ".*" : text;
        }

        private bool SamePrefix(SemanticVersion version) =>
            version.Major == Major && (Minor is null || version.Minor == Minor) && (Patch is null || version.Patch == Patch);

        // If the comparator has fewer numbers, every version that begins with them is equal to it.
        private int Compare(SemanticVersion version)
        {
            var order = version.Major.CompareTo(Major);
            order = order != 0 || Minor is null ? order : version.Minor.CompareTo(Minor.Value);
            order = order != 0 || Patch is null ? order : version.Patch.CompareTo(Patch.Value);
            return order != 0 || Patch is null ? order : SemanticVersion.ComparePre(version.Pre, Pre);
        }

        private bool MatchesCaret(SemanticVersion version) =>
            version.Major == Major
            && (Minor is null || (Major > 0 || Minor > 0 || Patch is null
                ? Compare(version) >= 0 && (Major > 0 || version.Minor == Minor)
                : SamePrefix(version) && SemanticVersion.ComparePre(version.Pre, Pre) >= 0));
    }
}
