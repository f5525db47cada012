using System.Collections.Immutable;
using System.Globalization;
using Harness.Diagnostics;
using Harness.Fixes;
using Harness.Text;
using Harness.Trees;
using Microsoft.CodeAnalysis.Sarif;
using Location = Harness.Text.Location;
using SarifLocation = Microsoft.CodeAnalysis.Sarif.Location;

namespace Harness.Sarif;

/// <summary>Findings as results, one each.</summary>
/// <param name="rules">The rules that results point to.</param>
/// <param name="alerts">The identity of alerts in code scanning.</param>
/// <param name="isNew">A value that indicates whether a change brings a finding, or <see langword="null"/> if no change was judged.</param>
internal sealed class SarifResultWriter(SarifRuleTable rules, AlertIdentity alerts, Func<Diagnostic, bool>? isNew)
{
    // Code scanning keeps so many locations of a result.
    private const int MaximumRelatedLocations = 99;
    // As long as code scanning's own hash of a line.
    private const int AlertLength = 16;
    private readonly FindingFingerprints fingerprints = new();
    private readonly LineHashes lines = new();
    private readonly CodeFixes fixes = new();

    /// <summary>Returns the results of findings, each made when it is asked for, and anew each time that they are enumerated.</summary>
    /// <param name="findings">The findings, in the order to be written.</param>
    /// <param name="kept">The places of those that are written, or <see langword="null"/> for all. The others count in fingerprints.</param>
    /// <param name="rules">The rules that results point to.</param>
    /// <param name="alerts">The identity of alerts in code scanning.</param>
    /// <param name="isNew">A value that indicates whether a change brings a finding, or <see langword="null"/> if no change was judged.</param>
    public static IEnumerable<Result> Write(ImmutableArray<Diagnostic> findings, IReadOnlySet<int>? kept, SarifRuleTable rules, AlertIdentity alerts, Func<Diagnostic, bool>? isNew)
    {
        var writer = new SarifResultWriter(rules, alerts, isNew);
        for (var i = 0; i < findings.Length; i++)
        {
            var fingerprint = writer.Fingerprint(findings[i]);
            if (kept is null || kept.Contains(i))
            {
                yield return writer.ToResult(findings[i], fingerprint);
            }
        }
    }

    private Result ToResult(Diagnostic finding, Dictionary<string, string> fingerprint)
    {
        var related = finding.RelatedLocations.Take(MaximumRelatedLocations).Select(ToRelated).ToArray();
        var result = new Result
        {
            RuleId = finding.Descriptor.Id,
            RuleIndex = rules.IndexOf(finding.Descriptor.Id),
            Level = SarifRuleTable.ToLevel(finding.Severity),
            Message = new Message
            {
                Text = MessageText.Create(finding, related.Length),
                Id = MessageText.Id,
                Arguments = [MessageText.Argument(finding)],
            },
            Locations = [new SarifLocation { PhysicalLocation = ToPhysical(finding.Location) }],
            RelatedLocations = related.Length == 0 ? null : related,
            CodeFlows = finding.Steps.IsEmpty ? null : [ToFlow(finding.Steps)],
            BaselineState = isNew is null ? BaselineState.None : isNew(finding) ? BaselineState.New : BaselineState.Unchanged,
            PartialFingerprints = fingerprint,
            Fixes = fixes.Find(finding) is { } fix ? [ToFix(fix)] : null,
        };
        if (finding.Package is { Length: > 0 } package)
        {
            result.SetProperty("crate", package);
        }

        if (finding.Notes.FirstOrDefault(n => n.Label == "owner") is { } owner)
        {
            result.SetProperty("owner", owner.Text);
        }

        return result;
    }

    // Code scanning identifies an alert only by primaryLocationLineHash.
    private Dictionary<string, string> Fingerprint(Diagnostic finding)
    {
        var (hash, occurrence) = fingerprints.Next(finding.Key);
        var result = new Dictionary<string, string> { ["harnessFindingKey/v1"] = string.Create(CultureInfo.InvariantCulture, $"{hash}:{occurrence}") };
        var alert = alerts == AlertIdentity.FindingKey
            ? string.Create(CultureInfo.InvariantCulture, $"{hash[..AlertLength]}:{occurrence}")
            : lines.Find(finding.Location.Text, LineRegion.From(finding.Location, ColumnUnit.Utf16).Line);
        if (alert is not null)
        {
            result["primaryLocationLineHash"] = alert;
        }

        return result;
    }

    private static Fix ToFix(CodeFix fix)
    {
        var text = fix.Edit.Text;
        var (start, end) = (text.GetPosition(fix.Edit.Span.Start, ColumnUnit.Utf16), text.GetPosition(fix.Edit.Span.End, ColumnUnit.Utf16));
        var region = new Region { StartLine = start.Line + 1, StartColumn = start.Column + 1, EndLine = end.Line + 1, EndColumn = end.Column + 1 };
        var condition = fix.Finding.Descriptor.Fix == FixKind.DeleteDependency ? ", where no source uses it" : "";
        return new Fix
        {
            Description = new Message { Text = MessageText.Sentence(char.ToUpperInvariant(fix.Title[0]) + fix.Title[1..] + condition) },
            ArtifactChanges =
            [
                new ArtifactChange
                {
                    ArtifactLocation = new ArtifactLocation { Uri = ToUri(text.Path), UriBaseId = "%SRCROOT%" },
                    Replacements = [new Replacement { DeletedRegion = region }],
                },
            ],
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
        new(string.Join('/', path.ToString().Split('/').Select(Escape)), UriKind.Relative);

    // Bytes that are not UTF-8 distinguish names that differ only in them.
    private static string Escape(string name) => !name.Any(c => PathBytes.FromCharacter(c) is not null) ? Uri.EscapeDataString(name)
        : string.Concat(PathBytes.FromText(name).Select(b => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~' ? $"{(char)b}" : $"%{b:X2}"));

    private static Region ToRegion(Location location)
    {
        var (line, start, end) = LineRegion.From(location, ColumnUnit.Utf16);
        return new Region { StartLine = line, StartColumn = start, EndLine = line, EndColumn = end };
    }
}
