using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Harness.Diagnostics;
using Harness.Text;
using Harness.Trees;

namespace Harness.Sarif.Reading;

/// <summary>Reads SARIF 2.1.0 of other tools. See the OASIS standard "Static Analysis Results Interchange Format Version 2.1.0".</summary>
internal sealed partial class SarifReader(string name, string root)
{
    private const string Version = "2.1.0";
    private const int MaximumBases = 16;
    private const int MaximumArguments = 64;

    private readonly ReportBuilder report = new(name);
    private readonly ReportedPaths paths = new(root);

    /// <summary>Reads a log.</summary>
    /// <exception cref="ReportException">It is no SARIF 2.1.0, or a run of it did not come to its end.</exception>
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
                    json.ReadArray(() => ReadRun(json));
                    break;
                default:
                    json.Skip();
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

    private void ReadRun(JsonCursor json)
    {
        var run = new SarifRun();
        json.ReadObject(key =>
        {
            switch (key)
            {
                case "tool":
                    ReadTool(json, run);
                    break;
                case "originalUriBaseIds":
                    json.ReadObject(id => run.Bases[id] = ReadAddress(json));
                    break;
                case "artifacts" when json.IsAhead(JsonTokenType.StartArray):
                    json.ReadArray(() => report.Keep(run.Artifacts, ReadArtifact(json)));
                    break;
                case "columnKind":
                    run.Unit = json.ReadText() == "utf16CodeUnits" ? ColumnUnit.Utf16 : ColumnUnit.CodePoint;
                    break;
                case "invocations" when json.IsAhead(JsonTokenType.StartArray):
                    json.ReadArray(() => ReadInvocation(json, run));
                    break;
                case "results" when json.IsAhead(JsonTokenType.StartArray):
                    run.HasResults = true;
                    json.ReadArray(() => report.Keep(run.Results, ReadResult(json)));
                    break;
                case "externalPropertyFileReferences" when json.IsAhead(JsonTokenType.StartObject):
                    json.ReadObject(part =>
                    {
                        run.IsElsewhere |= part is "results" or "artifacts" or "driver" or "extensions";
                        json.Skip();
                    });
                    break;
                case "artifacts" or "invocations" or "results" or "externalPropertyFileReferences":
                    break;
                default:
                    json.Skip();
                    break;
            }
        });
        Finish(run);
    }

    private void ReadTool(JsonCursor json, SarifRun run) => json.ReadObject(key =>
    {
        switch (key)
        {
            case "driver":
                ReadComponent(json, run, isDriver: true);
                break;
            case "extensions" when json.IsAhead(JsonTokenType.StartArray):
                json.ReadArray(() => ReadComponent(json, run, isDriver: false));
                break;
            case "extensions":
                break;
            default:
                json.Skip();
                break;
        }
    });

    private void ReadComponent(JsonCursor json, SarifRun run, bool isDriver)
    {
        List<SarifRunRule> rules = [];
        json.ReadObject(key =>
        {
            switch (key)
            {
                case "name" when isDriver:
                    run.Tool = json.ReadText() ?? run.Tool;
                    break;
                case "rules" when json.IsAhead(JsonTokenType.StartArray):
                    json.ReadArray(() => report.Keep(rules, ReadRule(json)));
                    break;
                case "rules":
                    break;
                default:
                    json.Skip();
                    break;
            }
        });
        if (isDriver)
        {
            run.Rules[0] = rules;
        }
        else
        {
            run.Rules.Add(rules);
        }
    }

    private static SarifRunRule ReadRule(JsonCursor json)
    {
        var rule = new SarifRunRule();
        json.ReadObject(key =>
        {
            switch (key)
            {
                case "id":
                    rule.Id = json.ReadText();
                    break;
                case "shortDescription" when json.IsAhead(JsonTokenType.StartObject):
                    rule.Title = ReadProperty(json, "text");
                    break;
                case "defaultConfiguration" when json.IsAhead(JsonTokenType.StartObject):
                    rule.Level = ReadProperty(json, "level");
                    break;
                case "messageStrings" when json.IsAhead(JsonTokenType.StartObject):
                    json.ReadObject(id => rule.Messages[id] = json.IsAhead(JsonTokenType.StartObject) ? ReadProperty(json, "text") ?? "" : "");
                    break;
                case "shortDescription" or "defaultConfiguration" or "messageStrings":
                    break;
                default:
                    json.Skip();
                    break;
            }
        });
        return rule;
    }

    private static string? ReadProperty(JsonCursor json, string wanted)
    {
        string? value = null;
        json.ReadObject(key =>
        {
            if (key == wanted)
            {
                value = json.ReadText();
            }
            else
            {
                json.Skip();
            }
        });
        return value;
    }

    private static SarifAddress ReadAddress(JsonCursor json)
    {
        var (uri, from, index) = ((string?)null, (string?)null, -1);
        json.ReadObject(key =>
        {
            switch (key)
            {
                case "uri":
                    uri = json.ReadText();
                    break;
                case "uriBaseId":
                    from = json.ReadText();
                    break;
                case "index":
                    index = json.ReadNumber() ?? -1;
                    break;
                default:
                    json.Skip();
                    break;
            }
        });
        return new SarifAddress(uri, from, index);
    }

    private static SarifAddress ReadArtifact(JsonCursor json)
    {
        var address = new SarifAddress(null, null, -1);
        json.ReadObject(key =>
        {
            if (key == "location" && json.IsAhead(JsonTokenType.StartObject))
            {
                address = ReadAddress(json);
            }
            else if (key != "location")
            {
                json.Skip();
            }
        });
        return address;
    }

    private static void ReadInvocation(JsonCursor json, SarifRun run) => json.ReadObject(key =>
    {
        if (key == "executionSuccessful")
        {
            run.HasFailed |= json.ReadIsFalse();
        }
        else
        {
            json.Skip();
        }
    });

    private static SarifRawResult ReadResult(JsonCursor json)
    {
        var result = new SarifRawResult();
        json.ReadObject(key =>
        {
            switch (key)
            {
                case "ruleId":
                    result.RuleId = json.ReadText();
                    break;
                case "ruleIndex":
                    result.RuleIndex = json.ReadNumber() ?? -1;
                    break;
                case "rule" when json.IsAhead(JsonTokenType.StartObject):
                    ReadRuleReference(json, result);
                    break;
                case "kind":
                    result.Kind = json.ReadText();
                    break;
                case "level":
                    result.Level = json.ReadText();
                    break;
                case "message" when json.IsAhead(JsonTokenType.StartObject):
                    ReadMessage(json, result);
                    break;
                case "locations" when json.IsAhead(JsonTokenType.StartArray):
                    ReadLocations(json, result);
                    break;
                case "suppressions" when json.IsAhead(JsonTokenType.StartArray):
                    ReadSuppressions(json, result);
                    break;
                case "baselineState":
                    result.IsAbsent = json.ReadText() == "absent";
                    break;
                case "rule" or "message" or "locations" or "suppressions":
                    break;
                default:
                    json.Skip();
                    break;
            }
        });
        return result;
    }

    // Section 3.27.23: one that is under review or rejected lets the result stand, whatever others say.
    private static void ReadSuppressions(JsonCursor json, SarifRawResult result)
    {
        var (isAsked, isRefused) = (false, false);
        json.ReadArray(() =>
        {
            isAsked = true;
            isRefused |= ReadProperty(json, "status") is not (null or "accepted");
        });
        result.IsSuppressed = isAsked && !isRefused;
    }

    private static void ReadRuleReference(JsonCursor json, SarifRawResult result) => json.ReadObject(key =>
    {
        switch (key)
        {
            case "id":
                result.RuleId = json.ReadText() ?? result.RuleId;
                break;
            case "index":
                result.RuleIndex = json.ReadNumber() ?? result.RuleIndex;
                break;
            case "toolComponent" when json.IsAhead(JsonTokenType.StartObject):
                json.ReadObject(part =>
                {
                    if (part == "index")
                    {
                        result.Extension = json.ReadNumber() ?? -1;
                    }
                    else
                    {
                        json.Skip();
                    }
                });
                break;
            case "toolComponent":
                break;
            default:
                json.Skip();
                break;
        }
    });

    private static void ReadMessage(JsonCursor json, SarifRawResult result) => json.ReadObject(key =>
    {
        switch (key)
        {
            case "text":
                result.Text = json.ReadText() is { } text ? ReportBuilder.Cut(text) : null;
                break;
            case "id":
                result.MessageId = json.ReadText();
                break;
            case "arguments" when json.IsAhead(JsonTokenType.StartArray):
                json.ReadArray(() =>
                {
                    var argument = ReportBuilder.Cut(json.ReadText() ?? "");
                    if (result.Arguments.Count < MaximumArguments)
                    {
                        result.Arguments.Add(argument);
                    }
                });
                break;
            case "arguments":
                break;
            default:
                json.Skip();
                break;
        }
    });

    // The first is the result's own; others say that mending it takes changes at several places.
    private static void ReadLocations(JsonCursor json, SarifRawResult result)
    {
        var isFirst = true;
        json.ReadArray(() =>
        {
            if (!isFirst)
            {
                json.Skip();
                return;
            }

            isFirst = false;
            json.ReadObject(key =>
            {
                if (key == "physicalLocation" && json.IsAhead(JsonTokenType.StartObject))
                {
                    ReadPhysical(json, result);
                }
                else if (key != "physicalLocation")
                {
                    json.Skip();
                }
            });
        });
    }

    private static void ReadPhysical(JsonCursor json, SarifRawResult result) => json.ReadObject(key =>
    {
        switch (key)
        {
            case "artifactLocation" when json.IsAhead(JsonTokenType.StartObject):
                result.Address = ReadAddress(json);
                break;
            case "region" when json.IsAhead(JsonTokenType.StartObject):
                json.ReadObject(part =>
                {
                    switch (part)
                    {
                        case "startLine":
                            result.StartLine = json.ReadNumber() ?? 0;
                            break;
                        case "startColumn":
                            result.StartColumn = json.ReadNumber() ?? 0;
                            break;
                        case "endLine":
                            result.EndLine = json.ReadNumber() ?? 0;
                            break;
                        case "endColumn":
                            result.EndColumn = json.ReadNumber() ?? 0;
                            break;
                        default:
                            json.Skip();
                            break;
                    }
                });
                break;
            case "artifactLocation" or "region":
                break;
            default:
                json.Skip();
                break;
        }
    });

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

    // By number, else by id; an id may go on below its rule's: "CA1000/part".
    private static SarifRunRule? RuleOf(SarifRun run, SarifRawResult result)
    {
        var rules = run.Rules.ElementAtOrDefault(result.Extension + 1) ?? [];
        return rules.ElementAtOrDefault(result.RuleIndex)
            ?? rules.Find(r => r.Id == result.RuleId)
            ?? rules.Find(r => r.Id is { Length: > 0 } id && result.RuleId?.StartsWith(id + "/", StringComparison.Ordinal) == true);
    }

    // Section 3.27.10: the result's own level, else the rule's, else "warning"; a kind other than "fail" has none of its own.
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

    // A base that is not told, and the one that every tool calls the root of the sources, is the root of the repository.
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

        var directory = address.Uri.TrimEnd('/');
        return paths.IsRoot(address.Uri) || directory.Length == 0 ? RepoPath.Root
            : paths.OfAddress(directory, from) ?? (name.Contains("SRCROOT", StringComparison.OrdinalIgnoreCase) ? RepoPath.Root : null);
    }

    [GeneratedRegex(@"\{\{|\}\}|\{[0-9]{1,4}\}")]
    private static partial Regex Placeholder();
}
