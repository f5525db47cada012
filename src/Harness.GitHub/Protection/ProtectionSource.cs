using System.Collections.Immutable;

namespace Harness.GitHub.Protection;

/// <summary>A check that must be green before a merge.</summary>
/// <param name="Name">Its name.</param>
/// <param name="App">The number of the app that it is taken from, or <see langword="null"/> if anyone's counts.</param>
public sealed record ProtectedCheck(string Name, long? App);

/// <summary>One set of settings that hold for a branch: a ruleset, or the branch's own protection.</summary>
public sealed class ProtectionSource
{
    /// <summary>What it is, as a message names it: <c>ruleset 'main'</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Who may go past it; empty for nobody, <see langword="null"/> if the token may not see it.</summary>
    public required ImmutableArray<string>? Bypasses { get; init; }

    /// <summary>How many must approve.</summary>
    public int Approvals { get; init; }

    /// <summary>A value that indicates whether a push takes approvals back.</summary>
    public bool DismissesStale { get; init; }

    /// <summary>A value that indicates whether someone else than the last who pushed must have approved.</summary>
    public bool NeedsLastPushApproval { get; init; }

    /// <summary>The checks that must be green.</summary>
    public ImmutableArray<ProtectedCheck> Checks { get; init; } = [];

    /// <summary>A value that indicates whether what merges must be up to date with the branch.</summary>
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

/// <summary>What holds for a branch by the host's settings.</summary>
/// <param name="Branch">The branch.</param>
/// <param name="Sources">The sets of settings, all of which hold.</param>
public sealed record BranchProtection(string Branch, ImmutableArray<ProtectionSource> Sources);
