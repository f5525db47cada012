using System.Diagnostics;

namespace Harness.Testing;

/// <summary>How a program ended. It runs without a shell, in bounded time, and only so much of what it writes is kept.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
public sealed record ProcessOutcome(int ExitCode, string Output, string Error)
{
    private const int MaximumLength = 64 << 20;

    /// <summary>Runs a program to its end.</summary>
    /// <param name="start">The program, its arguments and its directory.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="input">What it reads from standard input.</param>
    /// <exception cref="TimeoutException">It took longer, and was ended.</exception>
    public static ProcessOutcome Of(ProcessStartInfo start, TimeSpan limit, string input = "")
    {
        ArgumentNullException.ThrowIfNull(start);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.UseShellExecute = false;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{start.FileName}' did not start");
        var feed = Task.Run(() => Feed(process.StandardInput, input));
        var output = Task.Run(() => ReadBounded(process.StandardOutput));
        var error = Task.Run(() => ReadBounded(process.StandardError));
        if (!process.WaitForExit(limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{start.FileName}' took longer than {limit}");
        }

        feed.GetAwaiter().GetResult();
        return new ProcessOutcome(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    // A program may end without reading what it is given.
    private static void Feed(StreamWriter writer, string input)
    {
        try
        {
            writer.Write(input);
            writer.Close();
        }
        catch (IOException)
        {
            // The pipe is closed on the other side.
        }
    }

    // What is beyond the bound is read and dropped: a full pipe would stop the program for ever.
    private static string ReadBounded(StreamReader reader)
    {
        var text = new System.Text.StringBuilder();
        var buffer = new char[8192];
        for (var read = reader.Read(buffer); read > 0; read = reader.Read(buffer))
        {
            text.Append(buffer, 0, Math.Min(read, MaximumLength - text.Length));
        }

        return text.ToString();
    }
}
