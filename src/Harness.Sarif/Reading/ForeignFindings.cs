using System.Collections.Immutable;
using System.Text;
using Harness.Changes;
using Harness.Diagnostics;
using Harness.Ownership;
using Harness.Text;
using Harness.Trees;

namespace Harness.Sarif.Reading;

/// <summary>
/// Converts the results of other tools to findings of a tree, each with its crate and owner. For a change, only new results count. A result is new if
/// the change adds a line of its location. An effect of a changed line elsewhere is not detected, because that needs a run of the tool on the target
/// too.
/// </summary>
/// <param name="tree">The tree that the tools looked at.</param>
/// <param name="owners">The ownership of its paths, or <see langword="null"/> without a policy.</param>
/// <param name="change">The change whose merge result the tree is, or <see langword="null"/> for a single tree.</param>
public sealed class ForeignFindings(SourceTree tree, OwnershipMap? owners, Change? change)
{
    private readonly Dictionary<(string Tool, string Rule), DiagnosticDescriptor> descriptors = [];
    private readonly Dictionary<RepoPath, SourceText?> texts = [];
    private readonly Dictionary<RepoPath, ImmutableArray<int>?> addedLines = [];

    /// <summary>The number of results for a file or line that the tree does not have, as in a report about another tree.</summary>
    public int Misplaced { get; private set; }

    /// <summary>The number of results that are not new in the change.</summary>
    public int Older { get; private set; }

    /// <summary>Returns the findings of a report.</summary>
    /// <param name="report">The report.</param>
    public ImmutableArray<Diagnostic> Convert(ForeignReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var findings = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var result in report.Results)
        {
            if (TextOf(result.Place.Path) is not { } text || result.Place.StartLine > text.LineCount)
            {
                Misplaced++;
            }
            else if (change is not null && !(report.HasFailed && result.Severity == DiagnosticSeverity.Error) && !IsBrought(result.Place, change))
            {
                Older++;
            }
            else
            {
                findings.Add(ToFinding(result, text));
            }
        }

        return findings.ToImmutable();
    }

    private Diagnostic ToFinding(ForeignResult result, SourceText text)
    {
        var owned = owners?.GetOwnership(result.Place.Path);
        var package = owned?.Package?.Name;
        var notes = ImmutableArray.CreateBuilder<DiagnosticNote>();
        if (package is not null)
        {
            notes.Add(new DiagnosticNote("crate", package));
        }

        if (owned?.Owner is { } owner)
        {
            notes.Add(new DiagnosticNote("owner", owner.Name));
        }

        return new Diagnostic(DescriptorOf(result), new Location(text, SpanOf(result.Place, text)), result.Message, "", result.Place.Path.ToString(), result.Message)
        {
            Package = package,
            Notes = notes.ToImmutable(),
        }.WithSeverity(result.Severity);
    }

    // In lower case and with a colon, so that no tool's rule can be taken for one of ours, which are upper-case letters and digits. A slash would
    // mean that the rule is part of another.
    private DiagnosticDescriptor DescriptorOf(ForeignResult result)
    {
        if (!descriptors.TryGetValue((result.Tool, result.Rule), out var descriptor))
        {
            descriptor = new DiagnosticDescriptor($"{Small(result.Tool)}:{result.Rule.Replace('/', '.')}", result.Rule, result.Title, DiagnosticCategory.Source, result.Severity) { IsConfigurable = false };
            descriptors.Add((result.Tool, result.Rule), descriptor);
        }

        return descriptor;
    }

    private static string Small(string tool)
    {
        var words = new StringBuilder();
        foreach (var c in tool.ToLowerInvariant())
        {
            words.Append(char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-');
        }

        return words.ToString();
    }

    private SourceText? TextOf(RepoPath path)
    {
        if (!texts.TryGetValue(path, out var text))
        {
            var content = tree.ReadLink(path) is null ? tree.Read(path) : new FileContent(ReadStatus.Missing, default);
            text = content.Status == ReadStatus.Read ? SourceText.From(path, content.Bytes)
                : content.Status == ReadStatus.TooLarge ? Location.OfFile(path).Text : null;
            texts.Add(path, text);
        }

        return text;
    }

    private bool IsBrought(ForeignPlace place, Change judged)
    {
        if (!addedLines.TryGetValue(place.Path, out var lines))
        {
            // A file that cannot be compared counts as completely changed.
            lines = judged.Files.Find(place.Path) is { } file ? AddedLines.Find(file, judged.Before, judged.After) : [];
            addedLines.Add(place.Path, lines);
        }

        if (lines is not { } added)
        {
            return true;
        }

        var at = added.BinarySearch(Math.Max(place.StartLine - 1, 0));
        at = at < 0 ? ~at : at;
        return at < added.Length && (place.StartLine == 0 || added[at] < place.EndLine);
    }

    private static SourceSpan SpanOf(ForeignPlace place, SourceText text)
    {
        if (place.StartLine <= 0)
        {
            return default;
        }

        var start = text.GetOffset(new LinePosition(place.StartLine - 1, place.StartColumn - 1), place.Unit);
        var end = place.EndLine > place.StartLine || place.EndColumn <= 0
            ? text.GetLineSpan(place.StartLine - 1).End
            : text.GetOffset(new LinePosition(place.StartLine - 1, place.EndColumn - 1), place.Unit);
        return new SourceSpan(start, Math.Max(start, end));
    }
}
