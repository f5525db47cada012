using System.Globalization;
using System.Text;

namespace Harness.Manifests;

/// <summary>Checks names as Cargo does.</summary>
internal static class CrateName
{
    /// <summary>Returns the reason why Cargo refuses a package name, or <see langword="null"/> if it accepts the name.</summary>
    public static string? Check(string name)
    {
        if (name.Length == 0)
        {
            return "it is empty";
        }

        var first = true;
        foreach (var rune in name.EnumerateRunes())
        {
            if (first ? !IsStart(rune) : !IsContinue(rune) && rune.Value != '-')
            {
                return first ? "it must begin with a letter or '_'" : $"'{rune}' may not stand in it";
            }

            first = false;
        }

        return null;
    }

    /// <summary>
    /// Returns the reason why Cargo refuses the name of a dependency, which may hold namespaces, or <see langword="null"/> if it accepts the name.
    /// </summary>
    public static string? CheckPath(string name)
    {
        if (!name.Contains("::", StringComparison.Ordinal))
        {
            return Check(name);
        }

        foreach (var part in name.Split("::"))
        {
            if (Check(part) is { } reason)
            {
                return reason;
            }
        }

        return null;
    }

    /// <summary>Returns the reason why Cargo refuses a feature name, or <see langword="null"/> if it accepts the name.</summary>
    public static string? CheckFeature(string name)
    {
        if (name.Length == 0)
        {
            return "it is empty";
        }

        var first = true;
        foreach (var rune in name.EnumerateRunes())
        {
            if (first ? !IsStart(rune) && !IsDigit(rune) : !IsContinue(rune) && rune.Value is not ('-' or '+' or '.'))
            {
                return $"'{rune}' may not stand there";
            }

            first = false;
        }

        return null;
    }

    private static bool IsDigit(Rune rune) => rune.Value is >= '0' and <= '9';

    private static bool IsStart(Rune rune) => rune.Value == '_' || (IsLetter(rune) && rune.Value is not
        (0x2E2F or 0x037A or 0x0E33 or 0x0EB3 or 0xFF9E or 0xFF9F or (>= 0xFC5E and <= 0xFC63) or 0xFDFA or 0xFDFB));

    private static bool IsContinue(Rune rune) => IsStart(rune) || rune.Value is 0x00B7 or 0x0387 or 0x19DA or (>= 0x1369 and <= 0x1371)
        or 0x0E33 or 0x0EB3 or 0xFF9E or 0xFF9F
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation;

    private static bool IsLetter(Rune rune) => rune.Value is 0x2118 or 0x212E or 0x309B or 0x309C
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
            or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber;
}
