using System.Collections.Frozen;
using System.Text;

namespace Harness.Rules.Changes;

/// <summary>Letters that read as one of ASCII, after the confusable characters of Unicode's UTS 39: those of one letter for one.</summary>
internal static class LookAlikes
{
    private static readonly FrozenDictionary<char, char> Plain = new (string Letters, string Plain)[]
    {
        ("\u0131\u0251\u0261\u0269\u028B", "iagiv"), // Latin beyond ASCII
        ("\u0391\u0392\u0395\u0396\u0397\u0399\u039A\u039C\u039D\u039F\u03A1\u03A4\u03A5\u03A7\u037F\u03B1\u03B3\u03B9\u03BA\u03BD\u03BF\u03C1\u03C3\u03C5\u03C7\u03F2\u03F3\u03F9", "ABEZHIKMNOPTYXJayikvopouxcjC"), // Greek
        ("\u0410\u0412\u0421\u0415\u041D\u0406\u0408\u041A\u041C\u041E\u0420\u0405\u0422\u0425\u04AE\u051A\u051C\u04C0\u0430\u0441\u0501\u0435\u04BB\u0456\u0458\u043A\u04CF\u043E\u0440\u051B\u0433\u0455\u0475\u051D\u0445\u0443", "ABCEHIJKMOPSTXYQWIacdehijklopqrsvwxy"), // Cyrillic
        ("\u0581\u0570\u0578\u0585\u057D\u0584\u0566\u054F\u0555\u054D\u053C", "ghnoupqSOUL"), // Armenian
        ("\u13A0\u13A1\u13A2\u13AA\u13AB\u13AC\u13B3\u13B7\u13BB\u13C0\u13C3\u13DA\u13D9\u13DE\u13DF\u13E2\u13E6\u13F4", "DRTAJEWMHGZSVLCPKB"), // Cherokee
        ("\u2C8E\u2C92\u2C94\u2C98\u2C9A\u2C9E\u2C9F\u2CA2\u2CA3\u2CA4\u2CA5\u2CA6\u2CA8\u2CAC", "HIKMNOoPpCcTYX"), // Coptic
        ("\uA4D0\uA4D1\uA4D3\uA4D4\uA4D6\uA4D7\uA4D9\uA4DA\uA4DC\uA4DD\uA4DF\uA4E0\uA4E1\uA4E2\uA4E3\uA4E6\uA4E7\uA4EA\uA4EB\uA4EC\uA4EE\uA4F0\uA4F2\uA4F3\uA4F4", "BPDTGKJCZFMNLSRVHWXYAEIOU"), // Lisu
    }.SelectMany(row => row.Letters.Zip(row.Plain)).ToFrozenDictionary(pair => pair.First, pair => pair.Second);

    /// <summary>Returns the ASCII name that a name looks like, or <see langword="null"/> if it is ASCII itself or looks like none.</summary>
    public static string? ToAscii(string name)
    {
        if (Ascii.IsValid(name))
        {
            return null;
        }

        var plain = string.Concat(name.Select(c => Plain.GetValueOrDefault(c, c)));
        return Ascii.IsValid(plain) ? plain : null;
    }
}
