namespace Harness.Cli;

/// <summary>The version of the tool.</summary>
internal static class ToolVersion
{
    /// <summary>Three numbers.</summary>
    public static string Text { get; } = typeof(ToolVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
