using System.Globalization;

namespace Harness.Manifests;

/// <summary>A version as Cargo reads it.</summary>
internal sealed record SemanticVersion(ulong Major, ulong Minor, ulong Patch, string Pre, string Build) : IComparable<SemanticVersion>
{
    /// <summary>Reads a version. Returns <see langword="null"/> if the text is not a version.</summary>
    public static SemanticVersion? Parse(string text)
    {
        var scanner = new VersionScanner(text.Trim());
        return scanner.TryNumber(out var major) && scanner.Take('.') && scanner.TryNumber(out var minor) && scanner.Take('.')
            && scanner.TryNumber(out var patch) && scanner.TrySuffixes(out var pre, out var build) && scanner.AtEnd
            ? new SemanticVersion(major, minor, patch, pre, build)
            : null;
    }

    /// <inheritdoc/>
    public int CompareTo(SemanticVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        var order = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        return order != 0 ? order : ComparePre(Pre, other.Pre);
    }

    /// <summary>Determines whether Cargo takes two versions for compatible: the first number that is not zero is the same.</summary>
    public bool IsCompatibleWith(SemanticVersion other) =>
        Major == other.Major && (Major > 0 || (Minor == other.Minor && (Minor > 0 || Patch == other.Patch)));

    /// <summary>
    /// Determines whether another version is a step up: the next patch, minor or major one, or the same without or with a later pre-release.
    /// </summary>
    public bool IsStepTo(SemanticVersion next) => CompareTo(next) < 0
        && ((Pre.Length > 0 && (Major, Minor, Patch) == (next.Major, next.Minor, next.Patch))
            || (next.Major, next.Minor, next.Patch) == (Major, Minor, Patch + 1)
            || (next.Major, next.Minor, next.Patch) == (Major, Minor + 1, 0)
            || (next.Major, next.Minor, next.Patch) == (Major + 1, 0, 0));

    /// <summary>Compares precedence. Build metadata has none.</summary>
    public static int ComparePre(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            return right.Length.CompareTo(left.Length);
        }

        var a = left.Split('.');
        var b = right.Split('.');
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            if (CompareIdentifier(a[i], b[i]) is not 0 and var order)
            {
                return order;
            }
        }

        return a.Length.CompareTo(b.Length);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Major}.{Minor}.{Patch}{(Pre.Length > 0 ? "-" : "")}{Pre}{(Build.Length > 0 ? "+" : "")}{Build}");

    private static int CompareIdentifier(string a, string b) => (a.All(char.IsAsciiDigit), b.All(char.IsAsciiDigit)) switch
    {
        (true, true) => a.Length != b.Length ? a.Length.CompareTo(b.Length) : string.CompareOrdinal(a, b),
        (true, false) => -1,
        (false, true) => 1,
        _ => string.CompareOrdinal(a, b),
    };
}

/// <summary>Reads the parts of versions and requirements from left to right.</summary>
internal ref struct VersionScanner(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> rest = text;

    public readonly bool AtEnd => rest.IsEmpty;

    public bool Take(char expected)
    {
        if (rest.IsEmpty || rest[0] != expected)
        {
            return false;
        }

        rest = rest[1..];
        return true;
    }

    public bool Take(string expected)
    {
        if (!rest.StartsWith(expected))
        {
            return false;
        }

        rest = rest[expected.Length..];
        return true;
    }

    public void SkipSpaces() => rest = rest.TrimStart(' ');

    public bool TakeWildcard() => Take('*') || Take('x') || Take('X');

    public bool TryNumber(out ulong number)
    {
        var length = rest.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : rest.Length;
        number = 0;
        if (length == 0 || (length > 1 && rest[0] == '0')
            || !ulong.TryParse(rest[..length], NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            return false;
        }

        rest = rest[length..];
        return true;
    }

    public bool TrySuffixes(out string pre, out string build)
    {
        build = pre = "";
        return (!Take('-') || TryIdentifiers(allowLeadingZero: false, out pre))
            && (!Take('+') || TryIdentifiers(allowLeadingZero: true, out build));
    }

    private bool TryIdentifiers(bool allowLeadingZero, out string identifiers)
    {
        var length = 0;
        while (length < rest.Length && (char.IsAsciiLetterOrDigit(rest[length]) || rest[length] is '-' or '.'))
        {
            length++;
        }

        identifiers = rest[..length].ToString();
        rest = rest[length..];
        foreach (var part in identifiers.Split('.'))
        {
            if (part.Length == 0 || (!allowLeadingZero && part.Length > 1 && part[0] == '0' && part.All(char.IsAsciiDigit)))
            {
                return false;
            }
        }

        return true;
    }
}
