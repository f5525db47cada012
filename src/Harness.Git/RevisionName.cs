using System.Buffers;

namespace Harness.Git;

/// <summary>A revision as it is written: the name that it starts from, and the steps that follow.</summary>
/// <param name="Name">A ref, an id, or an empty string: <c>main</c> of <c>main~2</c>.</param>
/// <param name="Mark">The part <c>@{…}</c> with its braces. Empty if there is none.</param>
/// <param name="Steps">The rest: <c>~2</c>, <c>^{commit}</c>.</param>
internal readonly record struct RevisionName(string Name, string Mark, string Steps)
{
    // Git reads fewer digits as no id.
    private const int FewestDigits = 4;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly string[] OfUpstream = ["@{u}", "@{upstream}", "@{push}"];

    // The refs that git itself writes to the top of a git directory.
    private static readonly string[] Special =
        ["HEAD", "FETCH_HEAD", "ORIG_HEAD", "MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "REBASE_HEAD", "BISECT_HEAD"];

    /// <summary>A value that indicates whether it is one of the refs outside branches, tags and remotes.</summary>
    public bool IsSpecial => Special.Contains(Name);

    /// <summary>A value that indicates whether the name is the full name of a ref, so that nothing is guessed.</summary>
    public bool IsFull => Name.StartsWith("refs/", StringComparison.Ordinal);

    /// <summary>A value that indicates whether the mark asks for the branch that a branch follows.</summary>
    public bool IsUpstream => OfUpstream.Contains(Mark, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// A value that indicates whether git may read the name as a shortened id: digits by themselves, or at the end of a description.
    /// </summary>
    public bool MayBeId
    {
        get
        {
            var digits = Name.AsSpan(Name.LastIndexOf("-g", StringComparison.Ordinal) is >= 0 and var at ? at + 2 : 0);
            return digits.Length >= FewestDigits && !digits.ContainsAnyExcept(Digits);
        }
    }

    /// <summary>Determines whether the name is a whole id.</summary>
    /// <param name="length">The number of digits in an id.</param>
    public bool IsWholeId(int length) => Name.Length == length && !Name.AsSpan().ContainsAnyExcept(Digits);

    /// <summary>Takes a revision apart. No ref may hold the characters that begin a mark or a step.</summary>
    /// <param name="revision">The revision.</param>
    /// <returns>Its parts, or <see langword="null"/> if the text is invalid, an option, a path or a search.</returns>
    public static RevisionName? Parse(string revision)
    {
        if (revision.Length == 0 || revision[0] == '-' || revision.Any(char.IsControl))
        {
            return null;
        }

        var end = IndexOr(revision, revision.AsSpan().IndexOfAny('~', '^', ':'));
        var mark = Math.Min(end, IndexOr(revision, revision.IndexOf("@{", StringComparison.Ordinal)));
        var rest = mark == end ? end : revision.IndexOf('}', mark) + 1;
        return rest < mark || rest == 0 || (rest < revision.Length && revision[rest] is not ('~' or '^')) ? null
            : new RevisionName(revision[..mark] == "@" ? "HEAD" : revision[..mark], revision[mark..rest], revision[rest..]);
    }

    private static int IndexOr(string text, int index) => index < 0 ? text.Length : index;
}
