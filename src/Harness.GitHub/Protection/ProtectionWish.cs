using System.Collections.Immutable;

namespace Harness.GitHub.Protection;

/// <summary>The wanted settings for branches.</summary>
/// <param name="Branches">The branches.</param>
/// <param name="Checks">The checks that must be green, each from its app.</param>
public sealed record ProtectionWish(ImmutableArray<string> Branches, ImmutableArray<ProtectedCheck> Checks);

/// <summary>Something that is to hold and does not.</summary>
/// <param name="Branch">The branch.</param>
/// <param name="Wanted">The wanted setting.</param>
/// <param name="Found">The actual setting.</param>
public sealed record ProtectionDrift(string Branch, string Wanted, string Found);

/// <summary>Compares settings with the wanted ones.</summary>
public static class ProtectionComparison
{
    /// <summary>
    /// Returns the wanted settings that are missing. A set of settings that someone may bypass, or may possibly bypass, does not count.
    /// </summary>
    /// <param name="wish">The wanted settings.</param>
    /// <param name="protection">The settings that protect one of its branches.</param>
    public static ImmutableArray<ProtectionDrift> Between(ProtectionWish wish, BranchProtection protection)
    {
        ArgumentNullException.ThrowIfNull(wish);
        ArgumentNullException.ThrowIfNull(protection);
        return
        [
            .. Requirements(wish)
                .Where(r => !protection.Sources.Any(s => s.Bypasses is { IsEmpty: true } && r.Holds(s)))
                .Select(r => new ProtectionDrift(protection.Branch, r.Wanted, Describe([.. protection.Sources.Where(r.Holds)]))),
        ];
    }

    private static IEnumerable<(string Wanted, Func<ProtectionSource, bool> Holds)> Requirements(ProtectionWish wish)
    {
        yield return ("an approval", s => s.Approvals >= 1);
        yield return ("a push takes approvals back", s => s.DismissesStale);
        yield return ("the last push approved by someone else", s => s.NeedsLastPushApproval);
        foreach (var check in wish.Checks)
        {
            yield return ($"the check '{check.Name}' of app {check.App}", s => s.Checks.Contains(check));
        }

        yield return ("a merge queue, or branches that are up to date", s => s.HasQueue || s.IsStrict);
        yield return ("a linear history", s => s.IsLinear);
        yield return ("no forced pushes", s => s.BlocksForcePushes);
        yield return ("no deletion", s => s.BlocksDeletion);
    }

    private static string Describe(ImmutableArray<ProtectionSource> passable) => passable.IsEmpty ? "nothing asks for it"
        : string.Join("; ", passable.Select(s => s.Bypasses is { } who
            ? $"{s.Name} asks for it, but may be passed by {string.Join(", ", who)}"
            : $"{s.Name} asks for it, and the token may not see who may pass"));
}
