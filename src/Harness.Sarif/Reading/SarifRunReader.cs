using Harness.Text;

namespace Harness.Sarif.Reading;

/// <summary>
/// Reads one run of SARIF into the parts that results need. Irrelevant values, and values of another type than in the standard, are skipped.
/// </summary>
/// <param name="json">The cursor, before the run.</param>
/// <param name="report">The builder, which limits the number of results.</param>
internal sealed class SarifRunReader(JsonCursor json, ReportBuilder report)
{
    private const int MaximumArguments = 64;
    private readonly SarifRun run = new();

    /// <summary>Reads the run.</summary>
    public SarifRun Read()
    {
        json.ReadObject(key =>
        {
            switch (key)
            {
                case "tool":
                    ReadTool();
                    break;
                case "originalUriBaseIds":
                    json.ReadObjectIfAny(id => run.Bases[id] = ReadAddress());
                    break;
                case "artifacts":
                    json.ReadArrayIfAny(() => report.Keep(run.Artifacts, ReadArtifact()));
                    break;
                case "columnKind":
                    run.Unit = json.ReadText() == "utf16CodeUnits" ? ColumnUnit.Utf16 : ColumnUnit.CodePoint;
                    break;
                case "invocations":
                    json.ReadArrayIfAny(ReadInvocation);
                    break;
                case "results":
                    run.HasResults |= json.ReadArrayIfAny(() => report.Keep(run.Results, ReadResult()));
                    break;
                case "externalPropertyFileReferences":
                    json.ReadObjectIfAny(part => run.IsElsewhere |= part is "results" or "artifacts" or "driver" or "extensions");
                    break;
            }
        });
        return run;
    }

    private void ReadTool() => json.ReadObjectIfAny(key =>
    {
        switch (key)
        {
            case "driver":
                run.Rules[0] = ReadComponent(name => run.Tool = name);
                break;
            case "extensions":
                json.ReadArrayIfAny(() => run.Rules.Add(ReadComponent(_ => { })));
                break;
        }
    });

    private List<SarifRunRule> ReadComponent(Action<string> tell)
    {
        List<SarifRunRule> rules = [];
        json.ReadObject(key =>
        {
            switch (key)
            {
                case "name" when json.ReadText() is { } name:
                    tell(name);
                    break;
                case "rules":
                    json.ReadArrayIfAny(() => report.Keep(rules, ReadRule()));
                    break;
            }
        });
        return rules;
    }

    private SarifRunRule ReadRule()
    {
        var rule = new SarifRunRule();
        json.ReadObject(key =>
        {
            switch (key)
            {
                case "id":
                    rule.Id = json.ReadText();
                    break;
                case "shortDescription":
                    rule.Title = ReadProperty("text");
                    break;
                case "defaultConfiguration":
                    rule.Level = ReadProperty("level");
                    break;
                case "messageStrings":
                    json.ReadObjectIfAny(id => rule.Messages[id] = ReadProperty("text") ?? "");
                    break;
            }
        });
        return rule;
    }

    private string? ReadProperty(string wanted)
    {
        string? value = null;
        json.ReadObjectIfAny(key => value = key == wanted ? json.ReadText() : value);
        return value;
    }

    private SarifAddress ReadAddress()
    {
        var (uri, from, index) = ((string?)null, (string?)null, -1);
        json.ReadObjectIfAny(key =>
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
            }
        });
        return new SarifAddress(uri, from, index);
    }

    private SarifAddress ReadArtifact()
    {
        var address = new SarifAddress(null, null, -1);
        json.ReadObject(key => address = key == "location" ? ReadAddress() : address);
        return address;
    }

    private void ReadInvocation() => json.ReadObject(key => run.HasFailed |= key == "executionSuccessful" && json.ReadIsFalse());

    private SarifRawResult ReadResult()
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
                case "rule":
                    ReadRuleReference(result);
                    break;
                case "kind":
                    result.Kind = json.ReadText();
                    break;
                case "level":
                    result.Level = json.ReadText();
                    break;
                case "message":
                    ReadMessage(result);
                    break;
                case "locations":
                    ReadLocations(result);
                    break;
                case "suppressions":
                    ReadSuppressions(result);
                    break;
                case "baselineState":
                    result.IsAbsent = json.ReadText() == "absent";
                    break;
            }
        });
        return result;
    }

    private void ReadRuleReference(SarifRawResult result) => json.ReadObjectIfAny(key =>
    {
        switch (key)
        {
            case "id":
                result.RuleId = json.ReadText() ?? result.RuleId;
                break;
            case "index":
                result.RuleIndex = json.ReadNumber() ?? result.RuleIndex;
                break;
            case "toolComponent":
                json.ReadObjectIfAny(part => result.Extension = part == "index" ? json.ReadNumber() ?? -1 : result.Extension);
                break;
        }
    });

    private void ReadMessage(SarifRawResult result) => json.ReadObjectIfAny(key =>
    {
        switch (key)
        {
            case "text":
                result.Text = json.ReadText() is { } text ? ReportBuilder.Cut(text) : null;
                break;
            case "id":
                result.MessageId = json.ReadText();
                break;
            case "arguments":
                json.ReadArrayIfAny(() =>
                {
                    if (result.Arguments.Count < MaximumArguments)
                    {
                        result.Arguments.Add(ReportBuilder.Cut(json.ReadText() ?? ""));
                    }
                });
                break;
        }
    });

    // The first is the result's own. Others mean that a fix needs changes at several places.
    private void ReadLocations(SarifRawResult result)
    {
        var isFirst = true;
        json.ReadArrayIfAny(() =>
        {
            if (isFirst)
            {
                isFirst = false;
                json.ReadObject(key =>
                {
                    if (key == "physicalLocation")
                    {
                        ReadPhysical(result);
                    }
                });
            }
        });
    }

    private void ReadPhysical(SarifRawResult result) => json.ReadObjectIfAny(key =>
    {
        switch (key)
        {
            case "artifactLocation":
                result.Address = ReadAddress();
                break;
            case "region":
                ReadRegion(result);
                break;
        }
    });

    private void ReadRegion(SarifRawResult result) => json.ReadObjectIfAny(key =>
    {
        switch (key)
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
        }
    });

    // Section 3.27.23: a suppression that is under review or rejected leaves the result active, regardless of others.
    private void ReadSuppressions(SarifRawResult result)
    {
        var (isAsked, isRefused) = (false, false);
        json.ReadArrayIfAny(() =>
        {
            isAsked = true;
            isRefused |= ReadProperty("status") is not (null or "accepted");
        });
        result.IsSuppressed = isAsked && !isRefused;
    }
}
