namespace Harness.Git;

/// <summary>The git program of this machine.</summary>
internal static class GitProgram
{
    // Larger output is not a valid answer to a request for a single result.
    private const int MaximumOutputLength = 1 << 30;

    private static readonly Lazy<string> Found = new(Search);

    /// <summary>The absolute path of the program.</summary>
    /// <exception cref="GitException">Git is not installed.</exception>
    public static string Path => Found.Value;

    /// <summary>Runs git to its end.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <param name="input">Its standard input.</param>
    /// <exception cref="GitException">It does not start or takes too long.</exception>
    public static GitOutcome Run(GitCommand command, CancellationToken cancellation, ReadOnlyMemory<byte> input = default)
    {
        using var process = GitProcess.Start(command, cancellation);
        var writing = Task.Run(() => Write(process, input), CancellationToken.None);
        var output = ReadToEnd(process, command);
        writing.GetAwaiter().GetResult();
        var (exitCode, error) = process.Wait();
        return new GitOutcome(exitCode, output, error);
    }

    private static void Write(GitProcess process, ReadOnlyMemory<byte> input)
    {
        try
        {
            process.Input.Write(input.Span);
            process.Input.Close();
        }
        catch (IOException)
        {
            // Git ended before it had read everything. Its exit code gives the reason.
        }
    }

    private static byte[] ReadToEnd(GitProcess process, GitCommand command)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 << 10];
        for (var read = process.Output.Read(buffer); read > 0; read = process.Output.Read(buffer))
        {
            if (bytes.Length + read > MaximumOutputLength)
            {
                throw new GitException($"'git {command.Arguments[0]}' answers with more than {MaximumOutputLength >> 20} MiB");
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    // Searched here, because the framework first looks in the current directory, which may contain a 'git' of the judged change.
    private static string Search()
    {
        var name = OperatingSystem.IsWindows() ? "git.exe" : "git";
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
            .Where(System.IO.Path.IsPathFullyQualified)
            .Select(d => System.IO.Path.Join(d, name))
            .FirstOrDefault(IsExecutable)
            ?? throw new GitException("there is no 'git' on the PATH: install git 2.38 or newer");
    }

    private static bool IsExecutable(string path)
    {
        const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & AnyExecute) != 0);
    }
}
