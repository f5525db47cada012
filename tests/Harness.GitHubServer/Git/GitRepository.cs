using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Harness.GitHubServer.Git;

/// <summary>A real repository on disk, read and written by the git program: it alone knows commits, branches and merges.</summary>
/// <param name="path">The absolute path of the repository, bare or not.</param>
internal sealed partial class GitRepository(string path)
{
    // What is asked of commits by their ids has one answer for ever.
    private readonly ConcurrentDictionary<string, (int ExitCode, string Output, string Error)> answers = new(StringComparer.Ordinal);

    /// <summary>The id that stands for no commit where a branch begins or ends.</summary>
    public const string NoCommit = "0000000000000000000000000000000000000000";

    /// <summary>The tree without files, which stands in for a commit that is not there.</summary>
    public const string EmptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

    /// <summary>The absolute path of the repository.</summary>
    public string Path => path;

    /// <summary>The branch that the repository's HEAD names.</summary>
    public string DefaultBranch => Run("symbolic-ref", "--short", "HEAD");

    /// <summary>Every branch with its tip.</summary>
    public Dictionary<string, string> Branches() =>
        RefFiles.Read(path) ?? Run("for-each-ref", "--format=%(objectname) %(refname:lstrip=2)", "refs/heads")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Split(' ', 2))
            .ToDictionary(l => l[1], l => l[0], StringComparer.Ordinal);

    /// <summary>The commit that a name of one stands for, or <see langword="null"/>.</summary>
    public string? Resolve(string name)
    {
        // What begins with a dash would be an option of git.
        var (exitCode, output) = Try("rev-parse", "-q", "--verify", "--end-of-options", name + "^{commit}");
        return exitCode == 0 ? output : null;
    }

    /// <summary>The best common ancestor of two commits, or the empty tree where they have none.</summary>
    public string MergeBase(string one, string other)
    {
        var (exitCode, output) = Try("merge-base", one, other);
        return exitCode == 0 ? output.Split('\n')[0] : EmptyTree;
    }

    /// <summary>The first parent of a commit, or the empty tree where it has none.</summary>
    public string FirstParent(string commit) => Resolve(commit + "^1") ?? EmptyTree;

    /// <summary>Whether a commit is another or one of its ancestors.</summary>
    public bool IsAncestor(string ancestor, string commit) => Try("merge-base", "--is-ancestor", ancestor, commit).ExitCode == 0;

    /// <summary>How many commits are reachable from one and not from another.</summary>
    public int Count(string from, string to) =>
        int.Parse(Run("rev-list", "--count", $"{from}..{to}"), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Lets a ref name a commit.</summary>
    public void SetRef(string name, string commit) => Run("update-ref", name, commit);

    /// <summary>Lets a ref name a commit where it named another: nobody was faster.</summary>
    public bool TryMoveRef(string name, string commit, string from) => Try("update-ref", name, commit, from).ExitCode == 0;

    /// <summary>Deletes a ref where it is.</summary>
    public void DeleteRef(string name) => Run("update-ref", "-d", name);

    /// <summary>Runs git.</summary>
    /// <exception cref="InvalidOperationException">Git failed.</exception>
    public string Run(params string[] arguments)
    {
        var (exitCode, output, error) = Ask(arguments);
        return exitCode == 0 ? output : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {error}");
    }

    /// <summary>Runs git with an input and an identity.</summary>
    /// <exception cref="InvalidOperationException">Git failed.</exception>
    public string Run(string[] arguments, string input, IReadOnlyDictionary<string, string> environment)
    {
        var (exitCode, output, error) = Start(arguments, input, environment);
        return exitCode == 0 ? output : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {error}");
    }

    /// <summary>Runs git where it may say no.</summary>
    public (int ExitCode, string Output) Try(params string[] arguments)
    {
        var (exitCode, output, _) = Ask(arguments);
        return (exitCode, output);
    }

    private (int ExitCode, string Output, string Error) Ask(string[] arguments)
    {
        if (!HasOneAnswer(arguments))
        {
            return Start(arguments, "", null);
        }

        var question = string.Join('\0', arguments);
        if (!answers.TryGetValue(question, out var answer))
        {
            answer = Start(arguments, "", null);

            // A commit that is not there may come; that two are not related, or conflict, stays.
            if (answer.ExitCode == 0 || (answer.ExitCode == 1 && arguments[0] is "merge-base" or "merge-tree"))
            {
                answers[question] = answer;
            }
        }

        return answer;
    }

    private static bool HasOneAnswer(string[] arguments) =>
        arguments[0] is "merge-base" or "merge-tree" or "rev-list" or "rev-parse" or "diff" or "log"
        && arguments.Skip(1).All(a => a.StartsWith('-') || ById().IsMatch(a));

    [GeneratedRegex("^\\^?[0-9a-f]{40}(\\^[0-9]*|\\^\\{commit\\})*(\\.\\.[0-9a-f]{40})?$")]
    private static partial Regex ById();

    private (int ExitCode, string Output, string Error) Start(string[] arguments, string input, IReadOnlyDictionary<string, string>? environment)
    {
        using var process = Process.Start(Prepare(arguments, environment)) ?? throw new InvalidOperationException("git did not start");
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return (process.ExitCode, output.GetAwaiter().GetResult().TrimEnd('\n'), error.GetAwaiter().GetResult());
    }

    private ProcessStartInfo Prepare(string[] arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo("git", ["-C", path, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
        };

        // Who runs this inside a hook of git has variables that name another repository.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("GIT_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";
        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
