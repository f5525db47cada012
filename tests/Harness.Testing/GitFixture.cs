using System.Diagnostics;
using System.Text;

namespace Harness.Testing;

/// <summary>A git repository in a temporary directory, made by the git program with a fixed identity and no configuration but its own.</summary>
public sealed class GitFixture : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    /// <summary>Makes an empty repository on the branch <c>main</c>.</summary>
    /// <param name="arguments">Further arguments of <c>git init</c>.</param>
    public GitFixture(params string[] arguments)
    {
        Run(["init", "-q", "-b", "main", "--template=", .. arguments]);
    }

    /// <summary>Makes a copy of another repository, with its working tree.</summary>
    /// <param name="original">The other one.</param>
    public GitFixture(GitFixture original)
    {
        ArgumentNullException.ThrowIfNull(original);
        foreach (var below in Directory.EnumerateDirectories(original.Path, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Combine(System.IO.Path.GetRelativePath(original.Path, below)));
        }

        foreach (var file in Directory.EnumerateFiles(original.Path, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Combine(System.IO.Path.GetRelativePath(original.Path, file)));
        }
    }

    /// <summary>The absolute path of the working tree.</summary>
    public string Path => directory.Path;

    /// <summary>The version of the git program.</summary>
    public Version Version => System.Version.Parse(string.Join('.', Run("version").Split(' ')[2].Split('.').Take(2)));

    /// <summary>The absolute path of something in the working tree.</summary>
    /// <param name="relative">Its path from the top.</param>
    public string Combine(string relative) => directory.Combine(relative);

    /// <summary>Writes a file of the working tree.</summary>
    /// <param name="relative">The file's path.</param>
    /// <param name="text">Its text.</param>
    public GitFixture Write(string relative, string text)
    {
        directory.Write(relative, text);
        return this;
    }

    /// <summary>Writes the files of a fixture.</summary>
    /// <param name="files">The files.</param>
    public GitFixture Write(TextFixture files)
    {
        ArgumentNullException.ThrowIfNull(files);
        files.WriteTo(Path);
        return this;
    }

    /// <summary>Commits everything in the working tree.</summary>
    /// <param name="message">The message; its first line names the commit, trailers may follow.</param>
    /// <returns>The commit's id.</returns>
    public string Commit(string message)
    {
        Run("add", "-A", "-f");
        Run("commit", "-q", "--allow-empty", "--no-verify", "-m", message);
        return Run("rev-parse", "HEAD");
    }

    /// <summary>Commits one file on a new branch <c>topic</c> and another on <c>main</c>, which is checked out afterwards.</summary>
    /// <param name="topic">Path and text of the branch's file.</param>
    /// <param name="main">Path and text of the other.</param>
    public void Diverge((string Path, string Text) topic, (string Path, string Text) main)
    {
        Run("checkout", "-q", "-b", "topic");
        Write(topic.Path, topic.Text).Commit("topic");
        Run("checkout", "-q", "main");
        Write(main.Path, main.Text).Commit("main");
    }

    /// <summary>Runs git in the working tree.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <returns>What it printed, without the line break at its end.</returns>
    public string Run(params string[] arguments) => Run(arguments, input: null);

    /// <summary>Runs git in the working tree with an input.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="input">What git reads.</param>
    /// <returns>What it printed, without the line break at its end.</returns>
    /// <exception cref="InvalidOperationException">Git failed.</exception>
    public string Run(string[] arguments, byte[]? input)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in new[]
        {
            ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_CONFIG_GLOBAL", "/dev/null"), ("LC_ALL", "C"),
            ("GIT_AUTHOR_NAME", "A"), ("GIT_AUTHOR_EMAIL", "a@example.com"), ("GIT_COMMITTER_NAME", "A"), ("GIT_COMMITTER_EMAIL", "a@example.com"),
            ("GIT_AUTHOR_DATE", "2030-01-01T00:00:00Z"), ("GIT_COMMITTER_DATE", "2030-01-01T00:00:00Z"),
        })
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        if (input is not null)
        {
            process.StandardInput.BaseStream.Write(input);
        }

        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.TrimEnd('\n')
            : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {error.GetAwaiter().GetResult()}{output}");
    }

    /// <inheritdoc/>
    public void Dispose() => directory.Dispose();
}
