using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Harness.Diagnostics;
using Microsoft.CodeAnalysis.Sarif;

namespace Harness.Sarif;

/// <summary>The rules of a run, ordered by number, each with the place that results point to.</summary>
internal sealed partial class SarifRuleTable
{
    private const int MaximumDescription = 1024;
    private readonly Dictionary<string, int> indexes = new(StringComparer.Ordinal);

    private SarifRuleTable(ImmutableArray<ReportingDescriptor> descriptors)
    {
        Descriptors = descriptors;
        for (var i = 0; i < descriptors.Length; i++)
        {
            indexes[descriptors[i].Id] = i;
        }
    }

    public ImmutableArray<ReportingDescriptor> Descriptors { get; }

    public int IndexOf(string ruleId) => indexes[ruleId];

    // If a finding's rule is not in the table, its own descriptor is added, because a result without a rule would lose its help.
    public static SarifRuleTable Create(IEnumerable<SarifRule> rules, IEnumerable<Diagnostic> findings, Uri? pages)
    {
        var byId = new SortedDictionary<string, SarifRule>(StringComparer.Ordinal);
        foreach (var rule in rules.Concat(findings.Select(f => new SarifRule(f.Descriptor, ""))))
        {
            byId.TryAdd(rule.Descriptor.Id, rule);
        }

        return new SarifRuleTable([.. byId.Values.Select(rule => Describe(rule, pages))]);
    }

    public static FailureLevel ToLevel(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => FailureLevel.Error,
        DiagnosticSeverity.Warning => FailureLevel.Warning,
        _ => FailureLevel.Note,
    };

    // A name, not an address: the page itself is in the file, and a name never leads to a place that is gone.
    public static Uri Identify(string what) => new($"urn:harness:{Uri.EscapeDataString(what)}");

    private static ReportingDescriptor Describe(SarifRule rule, Uri? pages)
    {
        var page = rule.Page.Length > 0 ? rule.Page : MessageText.Sentence(rule.Descriptor.Title);
        var title = MessageText.Limit(MessageText.Sentence(rule.Descriptor.Title), MaximumDescription);
        return new ReportingDescriptor
        {
            Id = rule.Descriptor.Id,
            Name = ToPascalCase(rule.Descriptor.Name),
            ShortDescription = new MultiformatMessageString { Text = title },
            FullDescription = new MultiformatMessageString { Text = title },
            HelpUri = pages is null || rule.Page.Length == 0 ? Identify(rule.Descriptor.Id) : new Uri(pages, rule.Descriptor.Id + ".md"),
            MessageStrings = new Dictionary<string, MultiformatMessageString> { [MessageText.Id] = new() { Text = MessageText.Template(rule.Descriptor) } },
            Help = new MultiformatMessageString { Text = page, Markdown = page },
            DefaultConfiguration = new ReportingConfiguration { Level = ToLevel(rule.Descriptor.DefaultSeverity) },
        };
    }

    // Other tools' rules are named as they like: needless_return, S1192, CA1062.
    private static string ToPascalCase(string name)
    {
        var words = Word().Matches(name).Select(w => w.Value.Any(char.IsAsciiLetterLower) ? w.Value : w.Value.ToLowerInvariant());
        var pascal = string.Concat(words.Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
        return pascal.Length > 1 && char.IsAsciiLetterUpper(pascal[0]) ? pascal : "Rule" + pascal;
    }

    [GeneratedRegex("[A-Za-z0-9]+")]
    private static partial Regex Word();
}
