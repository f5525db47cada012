using System.Text;

namespace Harness.CommandLine.Usage;

/// <summary>
/// The name under which the program runs. For <c>cargo harness ARGS</c> Cargo runs <c>cargo-harness harness ARGS</c>: A link of that name to the
/// program removes its own name.
/// </summary>
internal static class OwnName
{
    private const string OfCargo = "cargo-harness";
    private const string Repeated = "harness";

    /// <summary>Returns the arguments without Cargo's prefix.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="program">The path or name of the program that runs.</param>
    public static IReadOnlyList<string> Strip(IReadOnlyList<string> arguments, string? program) =>
        arguments is [Repeated, ..] && Path.GetFileNameWithoutExtension(program) == OfCargo ? [.. arguments.Skip(1)] : arguments;

    /// <summary>Returns the path or name under which this process was started. The runtime follows links, but the kernel keeps the name.</summary>
    public static string? Find()
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                var line = File.ReadAllBytes("/proc/self/cmdline");
                return Encoding.UTF8.GetString(line.AsSpan()[..Math.Max(0, line.AsSpan().IndexOf((byte)0))]);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then by the path from the runtime.
        }

        return Environment.GetCommandLineArgs() is [var first, ..] && Path.GetFileNameWithoutExtension(first) == OfCargo ? first : Environment.ProcessPath;
    }
}
