using System.Text;

namespace Harness.Git;

/// <summary>The outcome of a run of git.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record GitOutcome(int ExitCode, byte[] Output, string Error)
{
    private const int MaximumLength = 2_000;

    /// <summary>The output as text without the line break at its end.</summary>
    public string Text => Encoding.UTF8.GetString(Output).TrimEnd('\n', '\r');

    /// <summary>The whole error message of git in one line. Of a very long message, only the last part is kept, which has the reason.</summary>
    public string Complaint
    {
        get
        {
            var lines = Error.Split('\n').Select(l => string.Concat(l.Select(c => char.IsControl(c) ? ' ' : c)).Trim()).Where(l => l.Length > 0);
            var text = string.Join(' ', lines);
            return text.Length == 0 ? $"exit code {ExitCode}" : text.Length <= MaximumLength ? text : "…" + text[^MaximumLength..];
        }
    }
}
