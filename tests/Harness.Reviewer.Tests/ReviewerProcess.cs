using System.Diagnostics;
using System.Globalization;
using Harness.Testing;

namespace Harness.Reviewer.Tests;

/// <summary>The reviewer as a process of its own: with signals, with variables that its children could inherit, with streams that are closed.</summary>
internal sealed class ReviewerProcess : IDisposable
{
    private readonly TemporaryDirectory temporary = new();
    private readonly HeardText said = new();
    private readonly Process process;

    /// <summary>Starts it.</summary>
    /// <param name="desk">The desk that it works at.</param>
    /// <param name="wrap">What the program and its arguments are put behind; in it, <c>$@</c> of a shell. Nothing to start it directly.</param>
    /// <param name="change">Changes its variables.</param>
    /// <param name="arguments">Its arguments.</param>
    public ReviewerProcess(Desk desk, string[] wrap, Action<IDictionary<string, string?>>? change, params string[] arguments)
    {
        if (wrap.Length > 0 && !OperatingSystem.IsWindows())
        {
            // Whoever it is run as writes there.
            File.SetUnixFileMode(temporary.Path, (UnixFileMode)0x1FF);
        }

        string[] whole = [.. wrap, Path.Combine(AppContext.BaseDirectory, "Harness.Reviewer.Cli"), arguments[0], "--login", Desk.Bot, .. arguments[1..]];
        var start = new ProcessStartInfo(whole[0], whole[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["GITHUB_REPOSITORY"] = Desk.Name;
        start.Environment["GITHUB_API_URL"] = desk.Hub.Address.ToString();
        start.Environment["GITHUB_SERVER_URL"] = desk.Server;
        start.Environment["HARNESS_TOKEN"] = "token-of-" + Desk.Bot;
        start.Environment["TMPDIR"] = temporary.Path;
        start.Environment.Remove("HARNESS_WEBHOOK_SECRET");
        change?.Invoke(start.Environment);
        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) => said.Write(line.Data + "\n");
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    /// <summary>Its directory for temporary files.</summary>
    public string Temporary => temporary.Path;

    /// <summary>What it said so far.</summary>
    public string Said => said.ToString();

    /// <summary>What it has left of its own in its directory for temporary files.</summary>
    public IEnumerable<string> Left => Directory.EnumerateFileSystemEntries(Temporary).Select(p => Path.GetFileName(p)!);

    /// <summary>Sends it a signal.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits until it has said something.</summary>
    public async Task UntilSaidAsync(string text)
    {
        while (!Said.Contains(text, StringComparison.Ordinal))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"it ended with {process.ExitCode} and said:\n{Said}");
            }

            await Task.Delay(10);
        }
    }

    /// <summary>Waits until it has ended.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
        said.Dispose();
        temporary.Dispose();
    }
}
