using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Reporting;
using Harness.Reporting.Pictures;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.CommandLine.Commands;

/// <summary><c>harness graph</c>: the packages and their dependencies as JSON, as a page, as a flowchart, or for Graphviz.</summary>
internal static class GraphCommand
{
    private static readonly ImmutableArray<OutputKind> Kinds = [OutputKind.Json, OutputKind.Html, OutputKind.Mermaid, OutputKind.Dot];

    public static Command Create(CommandContext context)
    {
        var root = CommonOptions.Root();
        var policy = CommonOptions.Policy();
        var formats = CommonOptions.Formats("json (as Cargo sees the workspace), html, mermaid, dot (by the layers of the policy, with findings), or with a file html:graph.html", Kinds);
        var command = new Command("graph", "Prints the packages and dependencies of the workspace around this directory, or draws them.") { root, policy, formats };
        command.SetAction(parsed =>
        {
            var top = CommonOptions.FindRoot(parsed.GetValue(root), context);
            var outputs = OutputFormat.ParseAll(parsed.GetValue(formats) ?? [], context.WorkingDirectory, Kinds);
            var picture = new Lazy<GraphPicture>(() => Draw(top, CommonOptions.FindPolicy(parsed.GetValue(policy), context), context));
            OutputFormat.WriteAll(outputs, format => Render(format.Kind, top, picture, context), context);
            return ExitCode.Clean;
        });
        return command;
    }

    private static byte[] Render(OutputKind kind, string root, Lazy<GraphPicture> picture, CommandContext context)
    {
        if (kind is OutputKind.Mermaid or OutputKind.Dot)
        {
            return Encoding.UTF8.GetBytes(kind == OutputKind.Dot ? DotPicture.Write(picture.Value) : MermaidPicture.Write(picture.Value));
        }

        using var bytes = new MemoryStream();
        if (kind == OutputKind.Json)
        {
            CodebaseJson.Write(LoadWorkspace(root, context), bytes);
        }
        else if (HtmlPicture.Write(picture.Value, $"Crates of {Path.GetFileName(Path.TrimEndingDirectorySeparator(root))}", bytes) is { IsCut: true } cut)
        {
            context.Error.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"harness: the page leaves out {cut.OmittedCrates} crates, {cut.OmittedEdges} edges and {cut.OmittedFindings + cut.OmittedExcused} findings: a browser bears no more\n"));
        }

        return bytes.ToArray();
    }

    // By the policy, if one was named or is at the top, or else only by the graph.
    private static GraphPicture Draw(string root, string? policyPath, CommandContext context)
    {
        if (policyPath is null && !Path.Exists(Path.Join(root, Policy.FileName)))
        {
            var codebase = Load(root, context);
            return codebase.Packages.IsEmpty ? throw new CommandException("the workspace has no package, so there is nothing to draw") : GraphPicture.Create(codebase);
        }

        var policy = PolicyTree.Bind(root, policyPath, context);
        var result = context.Engine.Analyze(policy, context.Today);
        if (result.HasFailed)
        {
            throw InputFailures.Refuse(result, "the tree could not be judged as a whole, so nothing is drawn", context);
        }

        return GraphPicture.Create(policy, result);
    }

    private static Workspace LoadWorkspace(string root, CommandContext context) => Load(root, context).Workspaces is [var workspace]
        ? workspace
        : throw new CommandException($"'{NearestManifest(context.WorkingDirectory, root)}' leads to no workspace");

    private static Codebase Load(string root, CommandContext context)
    {
        var manifest = NearestManifest(context.WorkingDirectory, root);
        var codebase = Codebase.Load(new DirectoryTree(root), new CodebaseOptions { Manifests = [manifest] }, CancellationToken.None);
        if (!codebase.Diagnostics.IsEmpty)
        {
            throw InputFailures.Refuse(codebase.Diagnostics, "the workspace could not be read as a whole, so no graph is printed", context);
        }

        return codebase;
    }

    // Like Cargo: the nearest Cargo.toml upward from the current directory.
    private static string NearestManifest(string directory, string root)
    {
        for (var at = directory; at is not null; at = Path.GetDirectoryName(at))
        {
            if (File.Exists(Path.Join(at, "Cargo.toml")) && Path.GetRelativePath(root, at) is var relative && !relative.StartsWith("..", StringComparison.Ordinal))
            {
                return RepoPath.Parse(relative.Replace(Path.DirectorySeparatorChar, '/')).Combine("Cargo.toml").Value;
            }
        }

        return "Cargo.toml";
    }
}
