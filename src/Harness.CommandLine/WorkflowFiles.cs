using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Harness.Git;
using Harness.Policies;

namespace Harness.CommandLine;

/// <summary>The GitHub workflows that block and show violations of the policy. Existing files are never overwritten.</summary>
internal static partial class WorkflowFiles
{
    private const string Folder = ".github/workflows";
    private const string Action = "OWNER/harness@v0.1.0";
    private const string Prefix = "workflow/";
    private const string Branches = "branches: [main]";

    /// <summary>Writes them.</summary>
    /// <param name="root">The absolute path of the tree's top.</param>
    /// <param name="action">The action that they use: <c>OWNER/REPOSITORY@REF</c>.</param>
    /// <param name="context">The context, for messages.</param>
    /// <exception cref="CommandException">One is there already, or cannot be written.</exception>
    public static int Write(string root, string action, CommandContext context)
    {
        if (!Reference().IsMatch(action))
        {
            throw new CommandException($"'{action}' names no action: write OWNER/REPOSITORY@REF, the repository of Harness that you use and a tag or commit of it");
        }

        if (RepositoryDirectory.FindPlace(root) is { IsRoot: false } place)
        {
            throw new CommandException($"'{place}' is not the top of the repository, where GitHub reads workflows and 'harness ci' reads the policy: keep the policy at the top, with paths from there");
        }

        var assembly = typeof(WorkflowFiles).Assembly;
        var branches = FindBranches(root);
        var list = string.Join(", ", branches.Select(Quote));
        using var files = new StagedFiles();
        Directory.CreateDirectory(Path.Join(root, Folder));
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var path = Path.Join(root, Folder, resource[Prefix.Length..]);
            if (Path.Exists(path))
            {
                throw new CommandException($"'{path}' is there already, and init writes over nothing: delete it first");
            }

            files.Add(path, Encoding.UTF8.GetBytes(Read(assembly, resource).Replace(Action, action, StringComparison.Ordinal).Replace(Branches, $"branches: [{list}]", StringComparison.Ordinal)));
        }

        files.Commit();
        context.Write($"""
            Wrote {Folder}/harness-gate.yml, which blocks, and {Folder}/harness-scan.yml, which shows findings as alerts of code scanning.
            Both watch pull requests and pushes to {string.Join(" and ", branches.Select(b => $"'{b}'"))}, as far as this clone tells: change the name where GitHub's default branch is another.
            Next: commit them to the default branch, and make the check 'harness gate' required.

            """.ReplaceLineEndings("\n"));
        return ExitCode.Clean;
    }

    // The default branch first, then those that the policy guards.
    private static string[] FindBranches(string root)
    {
        var settings = File.Exists(Path.Join(root, Policy.FileName)) ? Policy.Parse(PolicyArgument.Read(root, null)).Value.Branches : null;
        return [.. new[] { FindDefaultBranch(root) ?? "main", settings?.Integration, settings?.Stable }.OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    private static string? FindDefaultBranch(string root)
    {
        try
        {
            using var repository = GitRepository.Open(root);
            return repository.FindDefaultBranch();
        }
        catch (GitException)
        {
            return null;
        }
    }

    // GitHub reads it as a pattern, and YAML reads it first.
    private static string Quote(string branch)
    {
        if (branch.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '/' or '.') && char.IsAsciiLetter(branch[0]) && branch is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off"))
        {
            return branch;
        }

        var pattern = string.Concat(branch.Select(c => c is '*' or '?' or '+' or '[' or ']' or '!' ? $"\\{c}" : c.ToString()));
        return $"\"{pattern.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^[A-Za-z0-9-]+/[A-Za-z0-9_.-]+@[A-Za-z0-9_./-]+\z")]
    private static partial Regex Reference();
}
