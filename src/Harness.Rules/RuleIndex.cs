using System.Globalization;
using System.Text;
using Harness.Analysis;
using Harness.Diagnostics;

namespace Harness.Rules;

/// <summary>The list of all rules, as in <c>rules/index.md</c>.</summary>
public static class RuleIndex
{
    /// <summary>Returns the list as Markdown: a table for each category.</summary>
    /// <param name="rules">The rules.</param>
    public static string ToMarkdown(RuleSet rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var text = new StringBuilder("# Rules\n\nSeverities are those without an entry in `[rules]`; what is marked as fixed cannot be lowered.\n");
        foreach (var category in rules.Descriptors.GroupBy(d => d.Category).OrderBy(g => g.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {TitleOf(category.Key)}\n\n| rule | name | title | severity |\n|---|---|---|---|\n");
            foreach (var rule in category)
            {
                text.Append(CultureInfo.InvariantCulture, $"| [{rule.Id}]({rule.Id}.md) | `{rule.Name}` | {rule.Title} | {Severity(rule)} |\n");
            }
        }

        return text.ToString();
    }

    private static string TitleOf(DiagnosticCategory category) => category switch
    {
        DiagnosticCategory.Input => "Input and engine",
        DiagnosticCategory.Policy => "The policy itself",
        _ => category.ToString(),
    };

    private static string Severity(DiagnosticDescriptor rule)
    {
        var word = rule.DefaultSeverity.ToText();
        return !rule.IsConfigurable ? word + ", fixed" : rule.EnabledByDefault ? word : $"off ({word})";
    }
}
