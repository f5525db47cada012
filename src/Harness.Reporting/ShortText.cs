using System.Globalization;

namespace Harness.Reporting;

/// <summary>Texts that may be no longer than their place.</summary>
internal static class ShortText
{
    /// <summary>Returns the text, or its beginning and an ellipsis; no character is cut in two.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">How many UTF-16 units there may be.</param>
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
