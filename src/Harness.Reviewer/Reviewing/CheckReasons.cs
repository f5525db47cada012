using System.Collections.Immutable;
using Harness.GitHub.Facts;
using Harness.Policies;
using Harness.Reviews;

namespace Harness.Reviewer.Reviewing;

/// <summary>Returns reasons against approval from the checks of a head.</summary>
internal static class CheckReasons
{
    /// <summary>Returns the reasons: a check that failed, that runs, or that has not reported.</summary>
    /// <param name="required">The checks that the policy names, or <see langword="null"/> for all there are, at least one.</param>
    /// <param name="checks">The checks of the head, without the reviewer's own.</param>
    public static IEnumerable<VerdictReason> Find(ImmutableArray<RequiredCheck>? required, ImmutableArray<CheckFact> checks) =>
        required is { } named ? named.SelectMany(r => OfRequired(r, [.. checks.Where(c => c.Name == r.Name && c.App == r.App)]))
        : checks.IsEmpty ? [new VerdictReason(VerdictKind.Waiting, "no check has reported: name those to wait for in 'checks' of [review], or write 'checks = []' where there are none")]
        : checks.SelectMany(Explain);

    // If several runs have one name, all must pass, because it is unknown which one is meant.
    private static IEnumerable<VerdictReason> OfRequired(RequiredCheck required, ImmutableArray<CheckFact> reported) =>
        reported.IsEmpty ? [new VerdictReason(VerdictKind.Waiting, $"the check {required} has not reported")] : reported.SelectMany(Explain);

    private static IEnumerable<VerdictReason> Explain(CheckFact check) => check.State switch
    {
        CheckState.Green => [],
        CheckState.Pending => [new VerdictReason(VerdictKind.Waiting, $"the check '{check.Name}' has not ended")],
        _ => [new VerdictReason(VerdictKind.ChangesRequested, $"the check '{check.Name}' failed: mend what it says")],
    };
}
