using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Text;
using Harness.Trees;
using Microsoft.CodeAnalysis.Sarif;
using Location = Harness.Text.Location;
using SarifLocation = Microsoft.CodeAnalysis.Sarif.Location;

namespace Harness.Sarif;

/// <summary>Findings as results. Two findings of one rule on one line become one result: code scanning would drop one of them.</summary>
internal sealed class SarifResultWriter(SarifRuleTable rules)
{
    // Code scanning keeps so many locations of a result.
    private const int MaximumRelatedLocations = 99;
    private readonly Fingerprints fingerprints = new();
    private readonly Dictionary<(string Rule, RepoPath Path, int Line), Result> byLine = [];

    public ImmutableArray<Result> Write(ImmutableArray<Diagnostic> findings)
    {
        var results = ImmutableArray.CreateBuilder<Result>(findings.Length);
        foreach (var finding in findings)
        {
            var place = (finding.Descriptor.Id, finding.Location.Path, finding.Location.Line);
            if (byLine.TryGetValue(place, out var earlier))
            {
                Append(earlier, finding);
                continue;
            }

            results.Add(byLine[place] = ToResult(finding));
        }

        return results.ToImmutable();
    }

    private static void Append(Result earlier, Diagnostic finding)
    {
        earlier.Message.Text += "\n\n" + MessageText.Of(finding, relatedLocations: 0);
        var level = SarifRuleTable.ToLevel(finding.Severity);
        earlier.Level = level > earlier.Level ? level : earlier.Level;
    }

    private Result ToResult(Diagnostic finding)
    {
        var related = finding.RelatedLocations.Take(MaximumRelatedLocations).Select(ToRelated).ToArray();
        return new Result
        {
            RuleId = finding.Descriptor.Id,
            RuleIndex = rules.IndexOf(finding.Descriptor.Id),
            Level = SarifRuleTable.ToLevel(finding.Severity),
            Message = new Message
            {
                Text = MessageText.Of(finding, related.Length),
                Id = MessageText.Id,
                Arguments = [MessageText.Argument(finding)],
            },
            Locations = [new SarifLocation { PhysicalLocation = ToPhysical(finding.Location) }],
            RelatedLocations = related.Length == 0 ? null : related,
            PartialFingerprints = new Dictionary<string, string>
            {
                ["harnessFindingKey/v1"] = fingerprints.OfKey(finding.Key),
                ["primaryLocationLineHash"] = fingerprints.OfLine(finding.Location),
            },
        };
    }

    private static SarifLocation ToRelated(RelatedLocation related, int index) => new()
    {
        Id = index + 1,
        PhysicalLocation = ToPhysical(related.Location),
        Message = related.Message.Length == 0 ? null : new Message { Text = MessageText.Sentence(related.Message) },
    };

    private static PhysicalLocation ToPhysical(Location location) => new()
    {
        ArtifactLocation = new ArtifactLocation { Uri = ToUri(location.Path), UriBaseId = "%SRCROOT%" },
        Region = ToRegion(location),
    };

    // The SDK does not escape relative addresses.
    private static Uri ToUri(RepoPath path) =>
        new(string.Join('/', path.ToString().Split('/').Select(Uri.EscapeDataString)), UriKind.Relative);

    // One line, so that an alert shows on a pull request that adds just this line. An empty span stands for its whole line.
    private static Region ToRegion(Location location)
    {
        var text = location.Text;
        var start = text.GetPosition(location.Span.Start, ColumnUnit.Utf16);
        var line = text.GetLineSpan(start.Line);
        var isEmpty = Math.Min(location.Span.End, line.End) <= location.Span.Start;
        var from = isEmpty ? 0 : start.Column;
        var to = text.GetPosition(isEmpty ? line.End : Math.Min(location.Span.End, line.End), ColumnUnit.Utf16).Column;
        return new Region { StartLine = start.Line + 1, StartColumn = from + 1, EndLine = start.Line + 1, EndColumn = to + 1 };
    }
}
