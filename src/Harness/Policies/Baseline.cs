using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Harness.Diagnostics;
using Harness.Text;
using Harness.Trees;

namespace Harness.Policies;

/// <summary>A line of the baseline: a finding that does not count.</summary>
/// <param name="Key">The finding's key.</param>
/// <param name="Location">The line.</param>
public sealed record BaselineEntry(FindingKey Key, Location Location);

/// <summary>
/// The findings that a repository tolerates for now: <c>harness.baseline</c> at the top of a tree, next to the policy. Each line is a finding's key.
/// It holds no line numbers and no wording, so a moved line or a reworded rule does not change it. Lines are sorted by their bytes. A line that
/// begins with <c>#</c> is a comment.
/// </summary>
public sealed class Baseline
{
    /// <summary>The name of the file at the top of a tree.</summary>
    public const string FileName = "harness.baseline";

    // A file of another kind does not need a finding for each of its lines.
    private const int MaximumFindings = 100;

    internal const string Header = "# Findings that do not count, one a line: rule, from -> to, kind. Written by 'harness baseline'.\n";

    private Baseline(SourceText text, ImmutableArray<BaselineEntry> entries)
    {
        Text = text;
        Entries = entries;
    }

    /// <summary>The path in a tree.</summary>
    public static RepoPath Path { get; } = RepoPath.Parse(FileName);

    /// <summary>The file's text.</summary>
    public SourceText Text { get; }

    /// <summary>The lines that could be read, each key once, in their order.</summary>
    public ImmutableArray<BaselineEntry> Entries { get; }

    /// <summary>Reads the baseline of a tree.</summary>
    /// <param name="tree">The tree.</param>
    /// <returns>The baseline, or <see langword="null"/> if the tree has none. HRN0001 if it exists but cannot be read.</returns>
    public static Parsed<Baseline?> Read(SourceTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var content = tree.Read(Path);
        if (content.Status == ReadStatus.Missing)
        {
            return new(null, []);
        }

        if (content.Status == ReadStatus.Read && tree.ReadLink(Path) is null)
        {
            var parsed = Parse(SourceText.From(Path, content.Bytes));
            return new(parsed.Value, parsed.Diagnostics);
        }

        var problem = content.Status == ReadStatus.TooLarge ? $"is larger than {SourceTree.MaximumFileLength >> 20} MiB" : "cannot be read as a plain file";
        return new(null, [new Diagnostic(InputDescriptors.UnreadableFile, Location.OfFile(Path), $"'{Path}' {problem}.", "mend it, or delete it and run 'harness baseline'", FileName)]);
    }

    /// <summary>Reads a baseline. It never throws: a line that cannot be used is HRN1016, and excuses nothing.</summary>
    /// <param name="text">The text of a <c>harness.baseline</c>.</param>
    public static Parsed<Baseline> Parse(SourceText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var entries = ImmutableArray.CreateBuilder<BaselineEntry>();
        var problems = new List<Diagnostic>();
        var seen = new HashSet<FindingKey>();
        var last = "";
        for (var number = 0; number < text.LineCount; number++)
        {
            var line = text.GetLine(number);
            var place = new Location(text, text.GetLineSpan(number));
            if (!Utf8.IsValid(text.Bytes.Span[place.Span.Start..place.Span.End]))
            {
                Report(place, line, "is not UTF-8");
                continue;
            }

            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var key = BaselineLine.Parse(line);
            var problem = key is null ? "is no line of a baseline: it is not 'RULE from -> to kind'"
                : !seen.Add(key) ? "stands twice"
                : string.CompareOrdinal(line, last) < 0 ? "stands out of order" : null;
            if (problem is not null)
            {
                Report(place, line, problem);
            }

            if (key is not null && problem != "stands twice")
            {
                entries.Add(new BaselineEntry(key, place));
                last = line;
            }
        }

        return new(new Baseline(text, entries.ToImmutable()), [.. problems]);

        void Report(Location place, string line, string problem)
        {
            if (problems.Count < MaximumFindings)
            {
                problems.Add(Invalid(place, $"'{Shorten(line)}' {problem}.", "mend the line, or let 'harness baseline' write the file anew", line));
            }
        }
    }

    /// <summary>Returns the text of a baseline with the findings. Findings that a baseline may not hold are left out.</summary>
    /// <param name="findings">The findings.</param>
    public static string Compose(IEnumerable<Diagnostic> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var lines = findings.Where(f => f.Descriptor.CanBeBaselined).Select(BaselineLine.Spell).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return lines.Aggregate(new StringBuilder(Header), (text, line) => text.Append(line).Append('\n')).ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Text.Path}: {Entries.Length} lines");

    internal static Diagnostic Invalid(Location place, string message, string help, string line) => new(BaselineDescriptors.Invalid, place, message, help, line);

    private static string Shorten(string line) => line.Length <= 80 ? line : line[..80] + "…";
}
