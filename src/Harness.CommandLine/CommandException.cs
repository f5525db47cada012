namespace Harness.CommandLine;

/// <summary>The exception for a problem with the environment of a command. The message is the only line that the user sees.</summary>
internal sealed class CommandException(string message) : Exception(message);
