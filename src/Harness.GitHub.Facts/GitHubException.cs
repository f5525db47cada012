namespace Harness.GitHub;

/// <summary>
/// The exception if GitHub refuses, does not answer, or sends an invalid answer. The message is one line with the problem and the advice. A front-end
/// prints it and ends with exit code 2.
/// </summary>
public sealed class GitHubException : Exception
{
    /// <summary>Creates a failure.</summary>
    /// <param name="message">The problem and the advice, in one line.</param>
    public GitHubException(string message) : base(message)
    {
    }

    /// <summary>Creates a failure that another one caused.</summary>
    /// <param name="message">The problem and the advice, in one line.</param>
    /// <param name="cause">The exception that caused it.</param>
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
    /// A value that indicates whether the pull request itself cannot be judged, whatever the host does. Its author has to fix it.
    /// </summary>
    public bool IsOfPullRequest { get; init; }
}
