using System.Text;

namespace Harness.Trees;

/// <summary>
/// Folds all spellings of a name that some file system treats as equal into one form. File systems differ: some fold case simply, some fully
/// (<c>ß</c> is <c>ss</c>), some compose or decompose characters, some replace compatibility characters, and some ignore invisible characters. The
/// folded form is the most lenient, so two names with different forms are different everywhere.
/// </summary>
public static class NameFolding
{
    private static readonly Lazy<FoldingTable> Table = new(FoldingTable.Read);

    /// <summary>Returns the folded form of a name.</summary>
    /// <param name="name">One segment of a path. A byte that is not UTF-8, a lone surrogate, stays as it is.</param>
    public static string Fold(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Ascii.IsValid(name) ? name.ToLowerInvariant() : Table.Value.Fold(name);
    }

    /// <summary>Determines whether a character is left out of the folded form: it cannot be seen, and some file systems ignore it.</summary>
    /// <param name="character">The character.</param>
    public static bool IsIgnored(Rune character) => !character.IsAscii && Table.Value.IsIgnored(character.Value);
}
