using System.Globalization;
using System.Text;

namespace Harness.Trees;

/// <summary>
/// The folding of every character by the Unicode Character Database, in the version that the table's first lines name. The runtime's own functions
/// are not used. Without ICU they do not normalise, and with ICU the answer would depend on the machine.
/// </summary>
internal sealed class FoldingTable
{
    private const string Resource = "name-folding.txt";

    // Hangul syllables are composed by arithmetic: chapter 3.12 of the Unicode standard.
    private const int FirstSyllable = 0xAC00;
    private const int Syllables = 11172;
    private const int FirstLead = 0x1100;
    private const int FirstVowel = 0x1161;
    private const int FirstTail = 0x11A7;
    private const int Vowels = 21;
    private const int Tails = 28;

    private readonly Dictionary<int, string> foldings = [];
    private readonly Dictionary<int, int> classes = [];
    private readonly List<(int First, int End)> ignored = [];

    private FoldingTable()
    {
    }

    /// <summary>Reads the table from its resource.</summary>
    public static FoldingTable Read()
    {
        var table = new FoldingTable();
        using var reader = new StreamReader(typeof(FoldingTable).Assembly.GetManifestResourceStream(Resource)!);
        Action<string[]> add = _ => { };
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('['))
            {
                add = table.ReaderOf(line[1..line.IndexOf(':', StringComparison.Ordinal)]);
            }
            else if (!line.StartsWith('#'))
            {
                foreach (var item in line.Split("; "))
                {
                    add(item.Split(' '));
                }
            }
        }

        return table;
    }

    /// <summary>Determines whether a character folds to nothing.</summary>
    public bool IsIgnored(int character) => ignored.Exists(r => character >= r.First && character < r.End);

    /// <summary>Returns the folded form of a text.</summary>
    public string Fold(string text)
    {
        var folded = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            Append(folded, isPair ? char.ConvertToUtf32(text[i], text[i + 1]) : text[i]);
            i += isPair ? 1 : 0;
        }

        Order(folded);
        var result = new StringBuilder(folded.Count);
        foreach (var character in folded)
        {
            // A lone surrogate is a byte that is not UTF-8.
            _ = character is >= 0xD800 and <= 0xDFFF || character <= char.MaxValue ? result.Append((char)character) : result.Append(char.ConvertFromUtf32(character));
        }

        return result.ToString();
    }

    private Action<string[]> ReaderOf(string section) => section switch
    {
        "ignored" => item => ignored.Add((Hex(item[0]), Hex(item[0]) + Number(item[1]))),
        "runs" => item =>
        {
            for (var i = 0; i < Number(item[1]); i++)
            {
                var from = Hex(item[0]) + (i * Number(item[2]));
                foldings.Add(from, char.ConvertFromUtf32(from + Number(item[3])));
            }
        },
        "singles" => item => foldings.Add(Hex(item[0]), string.Concat(item.Skip(1).Select(c => char.ConvertFromUtf32(Hex(c))))),
        _ => item =>
        {
            for (var i = 0; i < Number(item[1]); i++)
            {
                classes.Add(Hex(item[0]) + i, Number(item[2]));
            }
        },
    };

    private void Append(List<int> folded, int character)
    {
        if (character < 0x80)
        {
            folded.Add(char.ToLowerInvariant((char)character));
        }
        else if (character is >= FirstSyllable and < FirstSyllable + Syllables)
        {
            var index = character - FirstSyllable;
            folded.Add(FirstLead + (index / (Vowels * Tails)));
            folded.Add(FirstVowel + (index % (Vowels * Tails) / Tails));
            if (index % Tails > 0)
            {
                folded.Add(FirstTail + (index % Tails));
            }
        }
        else if (foldings.TryGetValue(character, out var others))
        {
            foreach (var rune in others.EnumerateRunes())
            {
                folded.Add(rune.Value);
            }
        }
        else if (!IsIgnored(character))
        {
            folded.Add(character);
        }
    }

    // The marks on a letter have a canonical order. Marks of one class keep their order.
    private void Order(List<int> folded)
    {
        for (var start = 0; start < folded.Count; start++)
        {
            var end = start;
            while (end < folded.Count && ClassOf(folded[end]) > 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                var ordered = folded.GetRange(start, end - start).OrderBy(ClassOf).ToArray();
                ordered.CopyTo(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(folded)[start..]);
            }

            start = end;
        }
    }

    private int ClassOf(int character) => classes.GetValueOrDefault(character);

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
