namespace Harness.Git;

/// <summary>
/// Git, the repository or what it was asked for is not as it must be. The message is one line that says what is wrong and what to do;
/// a front-end prints it and ends with exit code 2.
/// </summary>
public sealed class GitException : Exception
{
    /// <summary>Creates a failure.</summary>
    /// <param name="message">What is wrong and what to do, in one line.</param>
    public GitException(string message) : base(message)
    {
    }

    /// <summary>Creates a failure that another one caused.</summary>
    /// <param name="message">What is wrong and what to do, in one line.</param>
    /// <param name="cause">What it comes from.</param>
    public GitException(string message, Exception cause) : base(message, cause)
    {
    }

    /// <summary>
    /// A value that indicates whether two commits cannot be merged because both change the same lines: their authors have to fix it.
    /// </summary>
    public bool IsConflict { get; init; }
}
