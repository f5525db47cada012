using System.Globalization;

namespace Harness.Reporting;

/// <summary>A number with its noun: <c>1 crate</c>, <c>2 crates</c>.</summary>
public static class CountText
{
    /// <summary>Returns the words.</summary>
    /// <param name="number">The number.</param>
    /// <param name="noun">The noun in the singular, whose plural ends in <c>s</c>.</param>
    public static string Format(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");
}
