using System.Text;

namespace Harness.Reviewer;

/// <summary>What surrounds a command: where its result goes, where it talks, its clock, and variables.</summary>
internal sealed class Surroundings
{
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

    /// <summary>Those of this process.</summary>
    public static Surroundings OfProcess() => new()
    {
        Output = Console.OpenStandardOutput(),
        Error = Console.Error,
        Variable = Environment.GetEnvironmentVariable,
    };

    /// <summary>Writes text to the result, as UTF-8 without a byte order mark.</summary>
    public void Write(string text)
    {
        Output.Write(Encoding.UTF8.GetBytes(text));
        Output.Flush();
    }
}
