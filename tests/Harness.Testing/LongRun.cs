namespace Harness.Testing;

/// <summary>How much a test tries: little where a person waits for it, all where <c>HARNESS_LONG</c> is 1, as in CI.</summary>
public static class LongRun
{
    /// <summary>Whether all is tried.</summary>
    public static bool IsAsked { get; } = Environment.GetEnvironmentVariable("HARNESS_LONG") == "1";

    /// <summary>Chooses how much to try.</summary>
    /// <param name="few">How much where a person waits.</param>
    /// <param name="all">How much where all is tried.</param>
    public static T Choose<T>(T few, T all) => IsAsked ? all : few;
}
