using Harness.Diagnostics;
using Harness.Policies;

namespace Harness.Analysis;

/// <summary>Compares findings with the baseline, and finds unused lines of the baseline.</summary>
/// <param name="baseline">The baseline, or <see langword="null"/> if the tree has none.</param>
internal sealed class BaselineLedger(Baseline? baseline)
{
    private readonly HashSet<FindingKey> keys = [.. (baseline?.Entries ?? []).Select(e => e.Key)];
    private readonly Dictionary<FindingKey, DiagnosticDescriptor> met = [];

    /// <summary>Determines whether the baseline holds a finding, and if so marks its line as used.</summary>
    public bool Holds(Diagnostic finding)
    {
        if (!keys.Contains(finding.Key))
        {
            return false;
        }

        met.TryAdd(finding.Key, finding.Descriptor);
        return finding.Descriptor.CanBeBaselined;
    }

    /// <summary>Returns the problems of the lines, after all findings have been compared with them.</summary>
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
