using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace Harness.Cli;

/// <summary>The workflows of GitHub that block and show what breaks the policy; what is there already is never written over.</summary>
internal static partial class WorkflowFiles
{
    private const string Folder = ".github/workflows";
    private const string Action = "OWNER/harness@v0.1.0";
    private const string Prefix = "workflow/";

    /// <summary>Writes them.</summary>
    /// <param name="root">The absolute path of the tree's top.</param>
    /// <param name="action">The action that they use: <c>OWNER/REPOSITORY@REF</c>.</param>
    /// <param name="terminal">Where it is said.</param>
    /// <exception cref="CommandException">One is there already, or cannot be written.</exception>
    public static int Write(string root, string action, Terminal terminal)
    {
        if (!Reference().IsMatch(action))
        {
            throw new CommandException($"'{action}' names no action: write OWNER/REPOSITORY@REF, the repository of Harness that you use and a tag or commit of it");
        }

        var assembly = typeof(WorkflowFiles).Assembly;
        using var files = new StagedFiles();
        Directory.CreateDirectory(Path.Join(root, Folder));
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var path = Path.Join(root, Folder, resource[Prefix.Length..]);
            if (Path.Exists(path))
            {
                throw new CommandException($"'{path}' is there already, and init writes over nothing: delete it first");
            }

            files.Add(path, Encoding.UTF8.GetBytes(Read(assembly, resource).Replace(Action, action, StringComparison.Ordinal)));
        }

        files.Commit();
        terminal.Write($"""
            Wrote {Folder}/harness-gate.yml, which blocks, and {Folder}/harness-scan.yml, which shows findings as alerts of code scanning.
            Both watch pull requests and the branch 'main': write the name of yours where it is another.
            Next: commit them to the default branch, and make the check 'harness gate' required.

            """.ReplaceLineEndings("\n"));
        return ExitCode.Clean;
    }

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^[A-Za-z0-9-]+/[A-Za-z0-9_.-]+@[A-Za-z0-9_./-]+\z")]
    private static partial Regex Reference();
}
