namespace Harness.Sarif.Reading;

/// <summary>The exception for a report of another tool that cannot be read. The message is one line with the problem and the advice.</summary>
public sealed class ReportException : Exception
{
    /// <summary>Creates a failure.</summary>
    /// <param name="message">The problem and the advice, in one line.</param>
    public ReportException(string message) : base(message)
    {
    }
}
