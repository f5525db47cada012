using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Placements;
using Harness.Policies;
using Harness.Text;

namespace Harness.Analysis;

/// <summary>Runs one rule so that its failure is a finding, and weighs what it says by the policy.</summary>
internal static class RuleRun
{
    /// <summary>What a rule says of a tree.</summary>
    public static List<Diagnostic> Run(WorkspaceRule rule, WorkspaceContext context) =>
        Guard(rule, rule.Descriptors, context.Policy, () => rule.Analyze(context));

    /// <summary>What a rule says of a change.</summary>
    public static List<Diagnostic> Run(ChangeRule rule, ChangeContext context) =>
        Guard(rule, rule.Descriptors, context.After, () => rule.Analyze(context));

    /// <summary>
    /// Returns a finding with the severity of the policy, or <see langword="null"/> if its rule is off. Where the policy sets none, a finding that
    /// weighs less than its rule's others stays so. Where the rule itself gave it more weight than usual, the policy gives it no less.
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
