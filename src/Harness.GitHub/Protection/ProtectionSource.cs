using System.Collections.Immutable;

namespace Harness.GitHub.Protection;

/// <summary>A check that must be green before a merge.</summary>
/// <param name="Name">Its name.</param>
/// <param name="App">The number of the app that it is taken from, or <see langword="null"/> if anyone's counts.</param>
public sealed record ProtectedCheck(string Name, long? App);

/// <summary>One set of settings that hold for a branch: a ruleset, or the branch's own protection.</summary>
public sealed class ProtectionSource
{
    /// <summary>The name in messages: <c>ruleset 'main'</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The actors that may bypass it, or <see langword="null"/> if the token may not see them. Empty if there are none.</summary>
    public required ImmutableArray<string>? Bypasses { get; init; }

    /// <summary>The number of required approvals.</summary>
    public int Approvals { get; init; }

    /// <summary>A value that indicates whether a push takes approvals back.</summary>
    public bool DismissesStale { get; init; }

    /// <summary>A value that indicates whether someone other than the last pusher must approve.</summary>
    public bool NeedsLastPushApproval { get; init; }

    /// <summary>The checks that must be green.</summary>
    public ImmutableArray<ProtectedCheck> Checks { get; init; } = [];

    /// <summary>A value that indicates whether a pull request must be up to date with the branch.</summary>
    public bool IsStrict { get; init; }

    /// <summary>A value that indicates whether merges go through a queue.</summary>
    public bool HasQueue { get; init; }

    /// <summary>A value that indicates whether history must be linear.</summary>
    public bool IsLinear { get; init; }

    /// <summary>A value that indicates whether the branch cannot be moved elsewhere.</summary>
    public bool BlocksForcePushes { get; init; }

    /// <summary>A value that indicates whether the branch cannot be deleted.</summary>
    public bool BlocksDeletion { get; init; }
}

/// <summary>Reads the host's settings that protect a branch.</summary>
/// <param name="Branch">The branch.</param>
/// <param name="Sources">The sets of settings, all of which apply.</param>
public sealed record BranchProtection(string Branch, ImmutableArray<ProtectionSource> Sources);
