using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Diagnostics;
using Harness.Trees;

namespace Harness.Sarif.Reading;

/// <summary>Reads SARIF 2.1.0 of other tools. See the OASIS standard "Static Analysis Results Interchange Format Version 2.1.0".</summary>
internal sealed partial class SarifReader(string name, ReportedPaths paths)
{
    private const string Version = "2.1.0";
    private const int MaximumBases = 16;

    private readonly ReportBuilder report = new(name);

    /// <summary>Reads a log.</summary>
    /// <exception cref="ReportException">It is not SARIF 2.1.0, or a run in it did not finish.</exception>
    public ForeignReport Read(Stream input)
    {
        var json = new JsonCursor(input, name);
        var (version, hasRuns) = ((string?)null, false);
        json.ReadObject(key =>
        {
            switch (key)
            {
                case "version":
                    version = json.ReadText();
                    Demand(version);
                    break;
                case "runs":
                    hasRuns = true;
                    json.ReadArray(() => Finish(new SarifRunReader(json, report).Read()));
                    break;
            }
        });
        Demand(version);
        if (json.TryRead())
        {
            throw json.Broken("something follows its end");
        }

        return hasRuns ? report.ToReport() : throw json.Broken("it has no runs");
    }

    private void Demand(string? version)
    {
        if (version != Version)
        {
            throw new ReportException(version is null
                ? $"'{name}' is neither SARIF {Version} nor what cargo writes with --message-format=json: it has no version"
                : $"'{name}' is SARIF of version '{ReportBuilder.Cut(version)}': let the tool write {Version}, or convert it with the SARIF multitool");
        }
    }

    private void Finish(SarifRun run)
    {
        if (run.HasFailed || !run.HasResults)
        {
            throw new ReportException(
                $"'{name}' is of a run of '{ReportBuilder.Cut(run.Tool)}' that {(run.HasFailed ? "failed" : "has no results")}: it says nothing of what was not looked at; run the tool again");
        }

        if (run.IsElsewhere)
        {
            throw new ReportException($"'{name}' keeps a part of a run of '{ReportBuilder.Cut(run.Tool)}' in other files: let the tool write all of it into one");
        }

        foreach (var result in run.Results)
        {
            var rule = RuleOf(run, result);
            if (result.IsAbsent || SeverityOf(result, rule) is not { } severity)
            {
                report.Omit(LeftOut.NoProblem);
            }
            else if (result.IsSuppressed)
            {
                report.Omit(LeftOut.Suppressed);
            }
            else if (AddressOf(run, result.Address) is not { Uri: not null } address)
            {
                report.Omit(LeftOut.Unplaced);
            }
            else if (PathOf(run, address) is not { } path)
            {
                report.Omit(LeftOut.Outside);
            }
            else
            {
                var id = ReportBuilder.Id(result.RuleId ?? rule?.Id ?? "", "result");
                var place = new ForeignPlace(path, Math.Max(result.StartLine, 0), result.StartColumn, Math.Max(result.EndLine, Math.Max(result.StartLine, 0)), result.EndColumn, run.Unit);
                report.Add(new ForeignResult(ReportBuilder.Id(run.Tool, "tool"), id, ReportBuilder.Cut(rule?.Title is { Length: > 0 } title ? title : id), severity, MessageOf(result, rule, id), place));
            }
        }
    }

    // By number, or else by id. An id may extend that of its rule: "CA1000/part".
    private static SarifRunRule? RuleOf(SarifRun run, SarifRawResult result)
    {
        var rules = run.Rules.ElementAtOrDefault(result.Extension + 1) ?? [];
        return rules.ElementAtOrDefault(result.RuleIndex)
            ?? rules.Find(r => r.Id == result.RuleId)
            ?? rules.Find(r => r.Id is { Length: > 0 } id && result.RuleId?.StartsWith(id + "/", StringComparison.Ordinal) == true);
    }

    // Section 3.27.10: the result's own level, else the rule's, else "warning". A kind other than "fail" has no level of its own.
    private DiagnosticSeverity? SeverityOf(SarifRawResult result, SarifRunRule? rule) => result.Kind switch
    {
        "pass" or "notApplicable" or "informational" => null,
        "open" or "review" => Severity(result.Level ?? "note"),
        _ => Severity(result.Level ?? rule?.Level ?? "warning"),
    };

    private DiagnosticSeverity? Severity(string level) => level switch
    {
        "none" => null,
        "note" => DiagnosticSeverity.Note,
        "warning" => DiagnosticSeverity.Warning,
        "error" => DiagnosticSeverity.Error,
        _ => throw new ReportException($"'{name}' has a result of level '{ReportBuilder.Id(level, "")}': let the tool write none, note, warning or error, as SARIF {Version} has them"),
    };

    private static string MessageOf(SarifRawResult result, SarifRunRule? rule, string id)
    {
        var text = result.Text is { Length: > 0 } ? result.Text : (result.MessageId is { } message ? rule?.Messages.GetValueOrDefault(message) : null) ?? id;
        return ReportBuilder.Cut(result.Arguments.Count == 0 ? text : Placeholder().Replace(text, m => m.Value switch
        {
            "{{" => "{",
            "}}" => "}",
            var slot => int.TryParse(slot.AsSpan(1, slot.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < result.Arguments.Count ? result.Arguments[at] : slot,
        }));
    }

    private static SarifAddress? AddressOf(SarifRun run, SarifAddress? address) =>
        address is { Uri: null, Index: >= 0 } ? run.Artifacts.ElementAtOrDefault(address.Index) : address;

    private RepoPath? PathOf(SarifRun run, SarifAddress address) =>
        DirectoryOf(run, address.Base, MaximumBases) is { } from ? paths.OfAddress(address.Uri!, from) : null;

    // An undefined base, and the usual base for the root of the sources, is the root of the repository.
    private RepoPath? DirectoryOf(SarifRun run, string? name, int left)
    {
        if (name is null || !run.Bases.TryGetValue(name, out var address) || address.Uri is null)
        {
            return RepoPath.Root;
        }

        if (left == 0 || DirectoryOf(run, address.Base, left - 1) is not { } from)
        {
            return null;
        }

        return paths.OfAddress(address.Uri, from) ?? (name.Contains("SRCROOT", StringComparison.OrdinalIgnoreCase) ? RepoPath.Root : null);
    }

    [GeneratedRegex(@"\{\{|\}\}|\{[0-9]{1,4}\}")]
    private static partial Regex Placeholder();
}
