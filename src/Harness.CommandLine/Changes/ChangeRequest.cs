using Harness.Changes;

namespace Harness.CommandLine.Changes;

/// <summary>Which files are proposed.</summary>
internal enum ProposedFiles
{
    /// <summary>Those of a commit.</summary>
    Commit,

    /// <summary>The index: what <c>git commit</c> would store.</summary>
    Staged,

    /// <summary>The working tree: what <c>git commit</c> would store after <c>git add -A</c>.</summary>
    WorkingTree,
}

/// <summary>Which change is judged, and what is known of who made it.</summary>
internal sealed class ChangeRequest
{
    /// <summary>The target's tip, or <see langword="null"/> for <c>HEAD</c>, where files that are no commit yet are judged.</summary>
    public string? Base { get; init; }

    /// <summary>The commit that is proposed, or <see langword="null"/> for <c>HEAD</c>.</summary>
    public string? Head { get; init; }

    /// <summary>The merge that the host has made, or <see langword="null"/> for git's own.</summary>
    public string? Merge { get; init; }

    /// <summary>Which files are proposed.</summary>
    public ProposedFiles Files { get; init; }

    /// <summary>The agent that the caller says to be.</summary>
    public string? As { get; init; }

    /// <summary>The accounts that the host has authenticated.</summary>
    public IReadOnlyList<string> Logins { get; init; } = [];

    /// <summary>The name of the branch, or <see langword="null"/> for the one that is checked out.</summary>
    public string? Branch { get; init; }

    /// <summary>The absolute path of the host's event.</summary>
    public string? Event { get; init; }

    /// <summary>The absolute path of the consents.</summary>
    public string? Consents { get; init; }

    /// <summary>The evidence below which nobody is an agent, in place of the policy's.</summary>
    public IdentityEvidence? Identity { get; init; }
}
