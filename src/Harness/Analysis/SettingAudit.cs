using Harness.Diagnostics;
using Harness.Policies;
using Harness.Text;

namespace Harness.Analysis;

/// <summary>Holds the policy's <c>[rules]</c> against the rules that there are.</summary>
/// <param name="rules">The rules that there are.</param>
internal sealed class SettingAudit(RuleSet rules)
{
    /// <summary>Returns findings about settings without effect, in the order of the policy.</summary>
    public IEnumerable<Diagnostic> Run(Policy policy) =>
        policy.RuleSettings.SelectMany(setting => rules.FindId(setting.RuleId) is { } rule ? Audit(setting, rule) : [Unknown(setting)]);

    private static IEnumerable<Diagnostic> Audit(RuleSetting setting, DiagnosticDescriptor rule)
    {
        if (setting is { SetsSeverity: false, Options.IsEmpty: true })
        {
            yield return Report(
                setting,
                setting.Location,
                $"'{rule}' of '[rules]' sets neither a severity nor an option.",
                "add 'severity', or take the entry out",
                "nothing");
        }

        if (setting.SetsSeverity && !rule.IsConfigurable && (setting.Severity is null || setting.Severity < rule.DefaultSeverity))
        {
            yield return Report(
                setting,
                setting.Location,
                $"'{rule}' stays at '{Word(rule.DefaultSeverity)}': its severity cannot be lowered.",
                "take the entry out",
                "severity");
        }

        if (!setting.Crates.IsEmpty && !rule.IsScopable)
        {
            yield return Report(
                setting,
                setting.Crates[0].Location,
                $"'crates' of '{rule}' scopes nothing: its findings speak of no package.",
                "take 'crates' out; the severity is then that of every finding",
                "crates");
        }

        foreach (var option in setting.Options.Where(o => !rule.Options.Contains(o.Name)))
        {
            var keys = rule.Options.Add("severity").Add("crates");
            yield return Report(
                setting,
                option.Location,
                $"'{rule}' has no option '{option.Name}'.",
                NearestName.Suggest(option.Name, keys) + $"its keys are {string.Join(", ", keys.Select(k => $"'{k}'"))}",
                "option " + option.Name);
        }
    }

    private Diagnostic Unknown(RuleSetting setting) => Report(
        setting,
        setting.Location,
        $"There is no rule '{setting.RuleId}'.",
        NearestName.Suggest(setting.RuleId, rules.Descriptors.Select(d => d.Id)) + "'harness explain' lists the rules; take out what is not among them",
        "rule");

    private static Diagnostic Report(RuleSetting setting, Location location, string message, string help, string what) =>
        new(SettingDescriptors.Ineffective, location, message, help, setting.RuleId, what);

    private static string Word(DiagnosticSeverity severity) => severity.ToString().ToLowerInvariant();
}
