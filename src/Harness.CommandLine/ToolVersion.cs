using System.Reflection;

namespace Harness.CommandLine;

/// <summary>The facts that the build knows about the tool.</summary>
internal static class ToolVersion
{
    /// <summary>Three numbers.</summary>
    public static string Text { get; } = typeof(ToolVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>The address of the rules' pages, from the property <c>RulePagesUrl</c> of the build, or <see langword="null"/> without one.</summary>
    public static Uri? RulePages { get; } = typeof(ToolVersion).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(a => a.Key == "RulePagesUrl") is { Value: { } url } ? new Uri(url) : null;
}
