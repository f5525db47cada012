namespace Harness.Sarif.Reading;

/// <summary>A report of another tool cannot be read. The message is one line that says what is wrong and what to do.</summary>
public sealed class ReportException : Exception
{
    /// <summary>Creates a failure.</summary>
    /// <param name="message">What is wrong and what to do, in one line.</param>
    public ReportException(string message) : base(message)
    {
    }
}
