namespace Harness.Git;

/// <summary>One change that has landed on a branch: a step along first parents, a merge or a single commit.</summary>
/// <param name="Before">The tip that it landed on.</param>
/// <param name="After">The commit that it became.</param>
/// <param name="Head">The commit that was merged, or <see langword="null"/> if it is not a merge.</param>
/// <param name="Title">The first line of its message.</param>
/// <param name="Author">The author that its commit states.</param>
/// <param name="Date">The date, in UTC, that the commit states.</param>
public sealed record LandedChange(CommitId Before, CommitId After, CommitId? Head, string Title, string Author, DateOnly Date);
