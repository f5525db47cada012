namespace Harness.Reviewer;

/// <summary>Something around the command is not as it must be. The message is the one line that the user sees.</summary>
internal sealed class ReviewerException(string message) : Exception(message);
