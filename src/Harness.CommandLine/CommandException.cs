namespace Harness.CommandLine;

/// <summary>Something around the command is not as it must be. The message is the one line that the user sees.</summary>
internal sealed class CommandException(string message) : Exception(message);
