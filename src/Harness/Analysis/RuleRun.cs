using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Placements;
using Harness.Policies;
using Harness.Text;

namespace Harness.Analysis;

/// <summary>Runs one rule, turns its failure into a finding, and applies the policy's severities.</summary>
internal static class RuleRun
{
    /// <summary>Returns the findings of a rule about a tree.</summary>
    public static List<Diagnostic> Run(WorkspaceRule rule, WorkspaceContext context) =>
        Guard(rule, rule.Descriptors, context.Policy, () => rule.Analyze(context));

    /// <summary>Returns the findings of a rule about a change.</summary>
    public static List<Diagnostic> Run(ChangeRule rule, ChangeContext context) =>
        Guard(rule, rule.Descriptors, context.After, () => rule.Analyze(context));

    /// <summary>
    /// Returns a finding with the severity of the policy, or <see langword="null"/> if its rule is off. If the policy sets no severity, a finding
    /// with a lower severity than its rule's default keeps it. If the rule raised the severity, the policy does not lower it.
    /// </summary>
    public static Diagnostic? Weigh(BoundPolicy policy, Diagnostic finding) =>
        finding.Descriptor.IsInputFailure ? finding
        : policy.GetSeverity(finding.Descriptor, finding.Package) is not { } severity ? null
        : finding.Severity < severity && !policy.SetsSeverity(finding.Descriptor, finding.Package) ? finding
        : finding.Severity > finding.Descriptor.DefaultSeverity && finding.Severity > severity ? finding
        : finding.WithSeverity(severity);

    private static List<Diagnostic> Guard(object rule, ImmutableArray<DiagnosticDescriptor> descriptors, BoundPolicy policy, Func<IEnumerable<Diagnostic>> run)
    {
        var found = new List<Diagnostic>();
        try
        {
            found.AddRange(run());
        }
#pragma warning disable CA1031 // A rule of a third party may throw anything; the run must end as "could not decide", whatever it was.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            var id = descriptors.IsEmpty ? rule.GetType().Name : descriptors[0].Id;
            found.Add(new Diagnostic(
                InputDescriptors.CrashedRule,
                Location.OfFile(policy.Policy.Text.Path),
                $"The rule '{id}' failed: {failure.GetType().Name}: {failure.Message}",
                "report this with the workspace that shows it; nothing is decided until the rule runs",
                id));
        }

        return found;
    }
}
