using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Toml;

namespace Harness.Policies;

/// <content>The tables that name edges (forbid, confine, exceptions), and the severities.</content>
internal sealed partial class PolicyReader
{
    private static readonly ImmutableDictionary<string, Reach> ReachWords = Words(("direct", Reach.Direct), ("transitive", Reach.Transitive));

    private static readonly ImmutableDictionary<string, Weight> SeverityWords = Words(
        ("off", new Weight(null)),
        ("note", new Weight(DiagnosticSeverity.Note)),
        ("warning", new Weight(DiagnosticSeverity.Warning)),
        ("error", new Weight(DiagnosticSeverity.Error)));

    private Forbid ReadForbid(TableReader table)
    {
        var forbid = new Forbid
        {
            From = selectors.ParseAll(table.SomeTexts("from"), SelectorPlace.Anywhere),
            To = selectors.ParseAll(table.SomeTexts("to"), SelectorPlace.Anywhere),
            Reach = table.Choice("reach", ReachWords) ?? Reach.Direct,
            Kinds = ReadKinds(table),
            Because = table.RequiredText("because"),
            Instead = table.Text("instead"),
            Location = log.At(table.Span),
        };
        table.Close();
        return forbid;
    }

    private Confine ReadConfine(TableReader table)
    {
        var confine = new Confine
        {
            Crates = selectors.ParseAll(table.SomeTexts("crates"), SelectorPlace.Anywhere),
            Users = ReadEnds(table, "users"),
            Uses = ReadEnds(table, "uses"),
            Kinds = ReadKinds(table),
            Because = table.RequiredText("because"),
            Instead = table.Text("instead"),
            Location = log.At(table.Span),
        };
        if (table.Has("users") == table.Has("uses"))
        {
            log.Report(
                table.Span,
                $"'{table.Name}' has {(table.Has("users") ? "both 'users' and 'uses'" : "neither 'users' nor 'uses'")}.",
                "write 'users' for who may use the crates, or 'uses' for what they may use; two entries for both");
        }

        table.Close();
        return confine;
    }

    // An empty list is valid here, and allows nothing.
    private ImmutableArray<Selector>? ReadEnds(TableReader table, string key) =>
        table.Texts(key) is { } texts ? selectors.ParseAll(texts, SelectorPlace.Anywhere) : null;

    private PolicyException? ReadException(TableReader table, string[] agents)
    {
        table.Require("edge");
        var edge = table.Take("edge", TomlKind.String) is { } value && LayerReader.SplitEdge(log, new Placed(value.AsString!, value.Span)) is { } ends
            && IsExact(ends.From) && IsExact(ends.To) ? ends : ((Placed From, Placed To)?)null;
        var owner = table.RequiredText("owner");
        if (agents.Length > 0 && owner.Length > 0 && !agents.Contains(owner))
        {
            log.Unknown(table.SpanOf("owner"), "agent", owner, agents);
        }

        var rule = table.Take("rule", TomlKind.String);
        if (rule is not null && !DiagnosticDescriptor.IsId(rule.AsString!))
        {
            log.Report(rule.Span, $"'{rule.AsString}' is no number of a rule.", "write it as in 'HRN2003'");
        }

        var because = table.RequiredText("because");
        var expires = table.RequiredDate("expires");
        table.Close();
        return edge is not var (from, to) ? null : new PolicyException
        {
            From = from.Text,
            To = to.Text,
            RuleId = rule?.AsString,
            Because = because,
            Owner = owner,
            Expires = expires,
            Location = log.At(from.Span),
            ExpiresLocation = log.At(table.SpanOf("expires")),
        };
    }

    private bool IsExact(Placed end)
    {
        if (selectors.Parse(end, SelectorPlace.Anywhere) is not { } selector)
        {
            return false;
        }

        if (selector is { Kind: SelectorKind.Name, IsNegated: false })
        {
            return true;
        }

        log.Report(end.Span, $"'{end.Text}' is no package name.", "an exception names two exact packages; write one exception a pair");
        return false;
    }

    private ImmutableArray<RuleSetting> ReadRules(TableReader root)
    {
        if (root.Table("rules") is not { } table)
        {
            return [];
        }

        var settings = ImmutableArray.CreateBuilder<RuleSetting>();
        foreach (var entry in table.Entries)
        {
            if (!DiagnosticDescriptor.IsId(entry.Key))
            {
                log.Report(entry.KeySpan, $"'{entry.Key}' is no number of a rule.", "write it as in 'HRN2001'");
            }
            else if (ReadRule(table, entry) is { } setting)
            {
                settings.Add(setting);
            }
        }

        return settings.ToImmutable();
    }

    private RuleSetting? ReadRule(TableReader rules, TomlEntry entry)
    {
        if (entry.Value.AsString is { } word)
        {
            var weight = rules.Choose(new Placed(word, entry.Value.Span), entry.Key, SeverityWords);
            return new RuleSetting { RuleId = entry.Key, SetsSeverity = weight is not null, Severity = weight?.Severity, Location = log.At(entry.KeySpan) };
        }

        if (entry.Value.AsTable is not { } inner)
        {
            log.Report(entry.Value.Span, $"'{entry.Key}' of '[rules]' is of the type {entry.Value.KindName}.", "write 'off', 'note', 'warning' or 'error', or a table with 'severity', 'crates' and the rule's options");
            return null;
        }

        var table = new TableReader(log, inner, $"[rules.{entry.Key}]", entry.KeySpan);
        var severity = table.Choice("severity", SeverityWords);
        return new RuleSetting
        {
            RuleId = entry.Key,
            SetsSeverity = severity is not null,
            Severity = severity?.Severity,
            Crates = table.Has("crates") ? selectors.ParseAll(table.SomeTexts("crates"), SelectorPlace.Anywhere) : [],
            Options = [.. inner.Entries.Where(e => e.Key is not ("severity" or "crates")).Select(e => ReadOption(table, e)).OfType<RuleOption>()],
            Location = log.At(entry.KeySpan),
        };
    }

    private RuleOption? ReadOption(TableReader table, TomlEntry option)
    {
        var values = option.Value.Kind == TomlKind.Array ? option.Value.Items : [option.Value];
        var texts = values.Select(Scalar).ToArray();
        if (texts.All(t => t is not null))
        {
            return new RuleOption(option.Key, [.. texts.OfType<string>()], log.At(option.KeySpan));
        }

        log.Report(option.Value.Span, $"'{option.Key}' of '{table.Name}' is no option.", "write a string, an integer, a boolean, or an array of them");
        return null;
    }

    private static string? Scalar(TomlValue value) =>
        value.AsString
        ?? value.AsInteger?.ToString(System.Globalization.CultureInfo.InvariantCulture)
        ?? (value.AsBoolean is { } truth ? truth ? "true" : "false" : null);

    private readonly record struct Weight(DiagnosticSeverity? Severity);
}
