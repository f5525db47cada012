using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Harness.Diagnostics;

namespace Harness.Rules;

/// <summary>The list of all rules, as it stands in <c>rules/index.md</c>.</summary>
public static class RuleIndex
{
    private static readonly ImmutableArray<string> Families =
    [
        "Input and engine",
        "The policy itself",
        "Direction",
        "Ownership",
        "Process",
        "Source",
    ];

    /// <summary>The list as Markdown: a table for each family of numbers.</summary>
    /// <param name="descriptors">The rules, by number.</param>
    public static string ToMarkdown(IEnumerable<DiagnosticDescriptor> descriptors)
    {
        var text = new StringBuilder("# Rules\n\nSeverities are those without an entry in `[rules]`; what is marked as fixed cannot be lowered.\n");
        foreach (var family in descriptors.GroupBy(FamilyOf))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {family.Key}\n\n| rule | name | title | severity |\n|---|---|---|---|\n");
            foreach (var rule in family)
            {
                text.Append(CultureInfo.InvariantCulture, $"| [{rule.Id}]({rule.Id}.md) | `{rule.Name}` | {rule.Title} | {Severity(rule)} |\n");
            }
        }

        return text.ToString();
    }

    // The first digit is the family's number.
    private static string FamilyOf(DiagnosticDescriptor rule) => Families[rule.Id[3] - '0'];

    private static string Severity(DiagnosticDescriptor rule)
    {
        var word = rule.DefaultSeverity.ToText();
        return !rule.IsConfigurable ? word + ", fixed" : rule.EnabledByDefault ? word : $"off ({word})";
    }
}
