using System.Globalization;

namespace Harness.Reporting;

/// <summary>Texts that may be no longer than their place.</summary>
internal static class ShortText
{
    /// <summary>Returns the text, or its beginning and an ellipsis. It never splits a character.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">The maximum number of UTF-16 units.</param>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var end = 0;
        while (StringInfo.GetNextTextElementLength(text, end) is var next && end + next < length)
        {
            end += next;
        }

        return text[..end] + "…";
    }
}
