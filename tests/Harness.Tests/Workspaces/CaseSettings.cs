using System.Globalization;

namespace Harness.Tests.Workspaces;

/// <summary>Which random cases a test tries: <c>HARNESS_SEED</c> says where to begin, <c>HARNESS_CASES</c> how many.</summary>
internal static class CaseSettings
{
    /// <summary>The first seed.</summary>
    public static int First => Read("HARNESS_SEED", 1);

    /// <summary>The number of cases.</summary>
    /// <param name="otherwise">The number where none is set.</param>
    public static int Count(int otherwise) => Read("HARNESS_CASES", otherwise);

    private static int Read(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? value : otherwise;
}
