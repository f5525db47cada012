using Harness.Changes;

namespace Harness.CommandLine.Changes;

/// <summary>The proposed files.</summary>
internal enum ProposedFiles
{
    /// <summary>Those of a commit.</summary>
    Commit,

    /// <summary>The index: the files that <c>git commit</c> would store.</summary>
    Staged,

    /// <summary>The working tree: the files that <c>git commit</c> would store after <c>git add -A</c>.</summary>
    WorkingTree,
}

/// <summary>The change to judge, with the known contributors.</summary>
internal sealed class ChangeRequest
{
    /// <summary>The target's tip, or <see langword="null"/> for <c>HEAD</c> if uncommitted files are judged.</summary>
    public string? Base { get; init; }

    /// <summary>The commit that is proposed, or <see langword="null"/> for <c>HEAD</c>.</summary>
    public string? Head { get; init; }

    /// <summary>The merge that the host has made, or <see langword="null"/> for git's own.</summary>
    public string? Merge { get; init; }

    /// <summary>The proposed files.</summary>
    public ProposedFiles Files { get; init; }

    /// <summary>The agent that the caller claims to be.</summary>
    public string? As { get; init; }

    /// <summary>The accounts that the host has authenticated.</summary>
    public IReadOnlyList<string> Logins { get; init; } = [];

    /// <summary>The name of the branch, or <see langword="null"/> for the checked-out branch.</summary>
    public string? Branch { get; init; }

    /// <summary>The absolute path of the host's event.</summary>
    public string? Event { get; init; }

    /// <summary>The absolute path of the consents.</summary>
    public string? Consents { get; init; }

    /// <summary>The least evidence that identifies an agent, in place of the policy's.</summary>
    public IdentityEvidence? Identity { get; init; }
}
