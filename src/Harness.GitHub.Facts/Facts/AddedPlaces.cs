using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Harness.GitHub.Connection;

namespace Harness.GitHub.Facts;

/// <summary>
/// The lines that a pull request adds by the host's own diff, on which comments are possible. The host shows no lines for a binary file or one with
/// too many changes, and shows at most 3,000 files. Comments are not possible there.
/// </summary>
public sealed partial class AddedPlaces
{
    private readonly Dictionary<string, (string Blob, HashSet<int> Lines)> files;

    private AddedPlaces(Dictionary<string, (string Blob, HashSet<int> Lines)> files) => this.files = files;

    /// <summary>Nowhere.</summary>
    public static AddedPlaces None { get; } = new([]);

    /// <summary>Determines whether a comment is possible on a line of a file with exactly the content of the head.</summary>
    /// <param name="path">The path.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="blob">The id of the content that the line is counted in.</param>
    public bool Has(string path, int line, string blob) => files.TryGetValue(path, out var file) && file.Blob == blob && file.Lines.Contains(line);

    internal static AddedPlaces Read(IEnumerable<JsonElement> files)
    {
        var found = new Dictionary<string, (string, HashSet<int>)>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (file.FindText("patch") is { } patch && file.FindText("sha") is { } blob && file.FindText("filename") is { } name)
            {
                found[name] = (blob, FindAdded(patch));
            }
        }

        return new AddedPlaces(found);
    }

    internal static HashSet<int> FindAdded(string patch)
    {
        var (added, line) = (new HashSet<int>(), 0);
        foreach (var row in patch.Split('\n'))
        {
            if (Hunk().Match(row) is { Success: true } hunk)
            {
                line = int.Parse(hunk.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
            }
            else if (row.StartsWith('+'))
            {
                added.Add(line++);
            }
            else if (row.StartsWith(' '))
            {
                line++;
            }
        }

        return added;
    }

    // Within a hunk every row begins with a blank, a sign or a backslash, so that no content looks like the beginning of one.
    [GeneratedRegex(@"^@@ -\d{1,9}(?:,\d{1,9})? \+(\d{1,9})(?:,\d{1,9})? @@")]
    private static partial Regex Hunk();
}
