using System.Collections.Immutable;
using System.Text;
using Harness.Analysis;
using Harness.Diagnostics;
using Microsoft.CodeAnalysis.Sarif;
using Newtonsoft.Json;

namespace Harness.Sarif;

/// <summary>Findings as SARIF 2.1.0, in the form that GitHub's code scanning takes.</summary>
public sealed class SarifReport
{
    /// <summary>The most results that code scanning takes in one run.</summary>
    public const int MaximumResults = 25_000;

    private readonly SarifLog log;
    private readonly IEnumerable<Result> results;

    private SarifReport(SarifLog log, IEnumerable<Result> results, int omitted)
    {
        this.log = log;
        this.results = results;
        Omitted = omitted;
    }

    /// <summary>
    /// The number of results left out because a run holds at most <see cref="MaximumResults"/>. These are the last ones with the lowest severity.
    /// </summary>
    public int Omitted { get; }

    /// <summary>
    /// Creates a report with every rule that ran, even without findings, and every finding. For a change, each result is marked as new or unchanged.
    /// </summary>
    /// <param name="result">The result of an analysis.</param>
    /// <param name="options">The options, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">The input could not be read. A report would close alerts that are still open.</exception>
    public static SarifReport Create(AnalysisResult result, SarifOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        var rules = result.Rules.Select(d => new SarifRule(d, result.RuleSet.GetPage(d.Id) ?? ""));
        return Create(result.Findings, rules, result.Comparison is { } change ? change.IsNew : null, options ?? new SarifOptions());
    }

    internal static SarifReport Create(IEnumerable<Diagnostic> findings, IEnumerable<SarifRule> rules, Func<Diagnostic, bool>? isNew, SarifOptions options)
    {
        var all = findings.ToImmutableArray();
        if (all.FirstOrDefault(f => f.Descriptor.IsInputFailure) is { } failure)
        {
            throw new ArgumentException($"a check that could not read its input has no SARIF: {failure}", nameof(findings));
        }

        var descriptors = SarifRuleTable.Create(rules, all, options.RulePages);
        var kept = Limit(all);
        var results = SarifResultWriter.Write(all, kept, descriptors, options.Alerts, isNew);
        return new SarifReport(CreateLog(descriptors, [.. results.Take(1)], options), results, all.Length - (kept?.Count ?? all.Length));
    }

    /// <summary>Writes the report as UTF-8 without a byte order mark: code scanning refuses one.</summary>
    /// <remarks>One result at a time: all of them as objects of the SDK take many times the memory of the file.</remarks>
    /// <param name="output">The output, which stays open.</param>
    public void Write(Stream output)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        text.NewLine = "\n";
        using var json = new JsonTextWriter(text) { Formatting = Formatting.Indented };
        JsonSerializer.Create(new JsonSerializerSettings { ContractResolver = new CompleteContractResolver(results) }).Serialize(json, log);
        json.Flush();
        text.Write('\n');
    }

    private static SarifLog CreateLog(SarifRuleTable rules, ImmutableArray<Result> results, SarifOptions options) => new()
    {
        SchemaUri = new Uri("https://json.schemastore.org/sarif-2.1.0.json"),
        Version = SarifVersion.Current,
        Runs =
        [
            new Run
            {
                Tool = new Tool
                {
                    Driver = new ToolComponent
                    {
                        Name = options.ToolName,
                        Version = options.ToolVersion,
                        SemanticVersion = options.ToolVersion,
                        InformationUri = SarifRuleTable.Identify("tool"),
                        Rules = [.. rules.Descriptors],
                    },
                },
                AutomationDetails = new RunAutomationDetails { Id = options.Category + "/" },
                VersionControlProvenance = options.Revision is { } revision
                    ? [new VersionControlDetails { RepositoryUri = revision.Repository, RevisionId = revision.Commit, MappedTo = new ArtifactLocation { UriBaseId = "%SRCROOT%" } }]
                    : null,
                ColumnKind = ColumnKind.Utf16CodeUnits,
                Results = [.. results],
            },
        ],
    };

    // The heaviest stay, in the order they had: their places, or null for all.
    private static HashSet<int>? Limit(ImmutableArray<Diagnostic> findings) => findings.Length <= MaximumResults
        ? null
        : [.. findings.Select((finding, index) => (Level: SarifRuleTable.ToLevel(finding.Severity), index))
            .OrderByDescending(f => f.Level)
            .ThenBy(f => f.index)
            .Take(MaximumResults)
            .Select(f => f.index)];
}
