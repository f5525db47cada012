using System.Globalization;
using Harness.Testing;

namespace Harness.Tests.Workspaces;

/// <summary>Which random cases a test tries: <c>HARNESS_SEED</c> says where to begin, <c>HARNESS_CASES</c> how many.</summary>
internal static class CaseSettings
{
    /// <summary>The first seed.</summary>
    public static int First => Read("HARNESS_SEED", 1);

    /// <summary>The number of cases.</summary>
    /// <param name="quick">The number where none is set and a person waits.</param>
    /// <param name="all">The number where none is set, in CI.</param>
    public static int Count(int quick, int all) => Read("HARNESS_CASES", LongRun.Choose(quick, all));

    private static int Read(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? value : otherwise;
}
