namespace Harness.GitHub;

/// <summary>
/// GitHub refuses, does not answer, or answers what cannot be understood. The message is one line that says what is wrong and what to do; a
/// front-end prints it and ends with exit code 2.
/// </summary>
public sealed class GitHubException : Exception
{
    /// <summary>Creates a failure.</summary>
    /// <param name="message">What is wrong and what to do, in one line.</param>
    public GitHubException(string message) : base(message)
    {
    }

    /// <summary>Creates a failure that another one caused.</summary>
    /// <param name="message">What is wrong and what to do, in one line.</param>
    /// <param name="cause">What it comes from.</param>
    public GitHubException(string message, Exception? cause) : base(message, cause)
    {
    }

    /// <summary>The status of the answer, or <see langword="null"/> if there was none.</summary>
    public int? Status { get; init; }

    /// <summary>
    /// A value that indicates whether it may be gone when the whole step is done again: the host was in trouble, or it is not known whether something
    /// was done.
    /// </summary>
    public bool MayPass { get; init; }

    /// <summary>
    /// A value that indicates whether it is the pull request that cannot be judged as it is, whatever the host does: its author has to fix it.
    /// </summary>
    public bool IsOfPullRequest { get; init; }
}
