using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Text;
using Harness.Trees;
using Microsoft.CodeAnalysis.Sarif;
using Location = Harness.Text.Location;
using SarifLocation = Microsoft.CodeAnalysis.Sarif.Location;

namespace Harness.Sarif;

/// <summary>Findings as results, one each.</summary>
/// <param name="rules">The rules that results point to.</param>
/// <param name="isNew">Whether a change brings a finding; <see langword="null"/> where no change was judged.</param>
internal sealed class SarifResultWriter(SarifRuleTable rules, Func<Diagnostic, bool>? isNew)
{
    // Code scanning keeps so many locations of a result.
    private const int MaximumRelatedLocations = 99;
    private readonly Fingerprints fingerprints = new();

    public ImmutableArray<Result> Write(ImmutableArray<Diagnostic> findings) => [.. findings.Select(ToResult)];

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
            CodeFlows = finding.Steps.IsEmpty ? null : [ToFlow(finding.Steps)],
            BaselineState = isNew is null ? BaselineState.None : isNew(finding) ? BaselineState.New : BaselineState.Unchanged,
            PartialFingerprints = fingerprints.Of(finding.Key),
        };
    }

    private static CodeFlow ToFlow(ImmutableArray<RelatedLocation> steps) => new()
    {
        ThreadFlows =
        [
            new ThreadFlow
            {
                Locations = [.. steps.Take(MaximumRelatedLocations).Select(step => new ThreadFlowLocation
                {
                    Location = new SarifLocation { PhysicalLocation = ToPhysical(step.Location), Message = new Message { Text = MessageText.Sentence(step.Message) } },
                })],
            },
        ],
    };

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
