namespace Harness.GitHub.Facts;

/// <summary>One movement of a branch. See "List repository activities" of GitHub's documentation.</summary>
/// <param name="Before">The id of its old commit. Zeros if the branch was created.</param>
/// <param name="After">The id of its new commit. Zeros if the branch was deleted.</param>
/// <param name="Kind">The kind, as GitHub names it: <c>push</c>, <c>force_push</c>, <c>branch_creation</c>, <c>branch_deletion</c>, <c>pr_merge</c>,
/// <c>merge_queue_merge</c>.</param>
/// <param name="Login">The account that moved it, or <see langword="null"/> for a deleted account.</param>
internal sealed record BranchMove(string Before, string After, string Kind, string? Login)
{
    /// <summary>A value that indicates whether it deleted the branch, and so pushed nothing.</summary>
    public bool IsDeletion => Kind == "branch_deletion" || CommitText.IsNone(After);

    /// <summary>A value that indicates whether it made the branch.</summary>
    public bool IsCreation => Kind == "branch_creation" || CommitText.IsNone(Before);
}
