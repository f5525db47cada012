using System.Text;

namespace Harness.Git;

/// <summary>How a run of git ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record GitOutcome(int ExitCode, byte[] Output, string Error)
{
    /// <summary>The output as text without the line break at its end.</summary>
    public string Text => Encoding.UTF8.GetString(Output).TrimEnd('\n', '\r');

    /// <summary>What git complains of, in one line.</summary>
    public string Complaint
    {
        get
        {
            var lines = Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var line = lines.FirstOrDefault(l => l.StartsWith("fatal:", StringComparison.Ordinal))
                ?? lines.FirstOrDefault(l => l.StartsWith("error:", StringComparison.Ordinal))
                ?? lines.FirstOrDefault();
            return line is null ? $"exit code {ExitCode}" : line[..Math.Min(line.Length, 500)];
        }
    }
}
