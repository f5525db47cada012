using System.Collections;
using System.Text;

namespace Harness.Reviewer;

/// <summary>What surrounds a command: where its result goes, where it talks, its clock, and variables.</summary>
internal sealed class Surroundings
{
    private readonly Lock talking = new();

    /// <summary>Where the result goes.</summary>
    public required Stream Output { get; init; }

    /// <summary>Where everything else is said.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The value of a variable.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The date in UTC.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime);

    /// <summary>Those of this process. From here on its children inherit only what <see cref="PassedOn"/> allows.</summary>
    public static Surroundings OfProcess()
    {
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(v => (string)v.Key, v => (string?)v.Value, StringComparer.Ordinal);
        foreach (var name in variables.Keys.Where(n => !PassedOn.ToChildren(n)))
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        return new()
        {
            Output = Console.OpenStandardOutput(),
            Error = Console.Error,
            Variable = name => variables.GetValueOrDefault(name),
        };
    }

    /// <summary>Writes text to the result, as UTF-8 without a byte order mark.</summary>
    /// <exception cref="ReviewerException">It cannot be written.</exception>
    public void Write(string text)
    {
        try
        {
            Output.Write(Encoding.UTF8.GetBytes(text));
            Output.Flush();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw new ReviewerException($"the result cannot be written to the standard output: {e.Message}");
        }
    }

    /// <summary>Says something beside the result. Where nobody can hear it, the work goes on.</summary>
    public void Say(string text)
    {
        lock (talking)
        {
            try
            {
                Error.Write(text);
                Error.Flush();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                // The exit code, and the host, tell what there is to tell.
            }
        }
    }
}
