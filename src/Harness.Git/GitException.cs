namespace Harness.Git;

/// <summary>
/// The exception for a problem with git, the repository or the requested objects. The message is one line with the problem and the advice. A
/// front-end prints it and ends with exit code 2.
/// </summary>
public sealed class GitException : Exception
{
    /// <summary>Creates a failure.</summary>
    /// <param name="message">The problem and the advice, in one line.</param>
    public GitException(string message) : base(message)
    {
    }

    /// <summary>Creates a failure that another one caused.</summary>
    /// <param name="message">The problem and the advice, in one line.</param>
    /// <param name="cause">The exception that caused it.</param>
    public GitException(string message, Exception cause) : base(message, cause)
    {
    }

    /// <summary>
    /// A value that indicates whether two commits cannot be merged because both change the same lines: their authors have to fix it.
    /// </summary>
    public bool IsConflict { get; init; }
}
