using Harness.Diagnostics;
using Harness.Policies;

namespace Harness.Analysis;

/// <summary>Holds findings against the baseline, and the baseline against the findings.</summary>
/// <param name="baseline">The baseline, or <see langword="null"/> if the tree has none.</param>
internal sealed class BaselineLedger(Baseline? baseline)
{
    private readonly HashSet<FindingKey> keys = [.. (baseline?.Entries ?? []).Select(e => e.Key)];
    private readonly Dictionary<FindingKey, DiagnosticDescriptor> met = [];

    /// <summary>Determines whether the baseline holds a finding; its line has a use then.</summary>
    public bool Holds(Diagnostic finding)
    {
        if (!keys.Contains(finding.Key))
        {
            return false;
        }

        met.TryAdd(finding.Key, finding.Descriptor);
        return finding.Descriptor.CanBeBaselined;
    }

    /// <summary>What is wrong with the lines, once all findings were held against them.</summary>
    public IEnumerable<Diagnostic> Audit()
    {
        foreach (var (key, place) in baseline?.Entries ?? [])
        {
            if (!met.TryGetValue(key, out var descriptor))
            {
                yield return new Diagnostic(
                    BaselineDescriptors.Stale,
                    place,
                    $"'{key}' is in the baseline, and no finding needs it.",
                    "delete the line, or run 'harness baseline --shrink'",
                    [key.RuleId, .. key.Arguments]);
            }
            else if (!descriptor.CanBeBaselined)
            {
                yield return Baseline.Invalid(place, $"The baseline cannot hold '{key}'.", $"delete the line, and mend what '{descriptor}' speaks of", key.ToString());
            }
        }
    }
}
