using System.Collections.Immutable;
using System.Globalization;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Text;
using Harness.Trees;
using Xunit;

namespace Harness.Rules.Tests.Engine;

/// <summary>
/// Small workspaces of memory, judged by the built-in rules. A package is <c>directory: dependency dependency</c>, named as the
/// directory's last segment. A dependency is a name with marks behind it: <c>b/dev</c>, <c>b/build</c>, <c>b/optional</c>,
/// <c>b/unix</c>, <c>b/as-x</c> (a rename), <c>b/registry</c>; what is no package of the workspace comes from the registry. <c>path= text</c> is
/// a file.
/// </summary>
internal static class Judged
{
    public static readonly DateOnly Today = new(2030, 1, 1);

    public static ImmutableArray<WorkspaceRule> Rules { get; } = BuiltInRules.All.WorkspaceRules;

    /// <summary>The numbers and ends of the findings about edges, <c>2001 a b</c>, in order; a line each.</summary>
    public static string Edges(string policy, params string[] packages) =>
        string.Join(", ", By(policy, packages).Findings.Where(f => f.Edge is not null).Select(Spell).Order(StringComparer.Ordinal));

    /// <summary>The numbers of all findings, in the order of the result.</summary>
    public static string Ids(string policy, params string[] packages) =>
        string.Join(' ', By(policy, packages).Findings.Select(f => f.Descriptor.Id));

    public static AnalysisResult By(string policy, params string[] packages) => By(Today, policy, packages);

    public static AnalysisResult By(DateOnly today, string policy, params string[] packages) =>
        EngineOf(Rules).Analyze(Tree(packages), Text(policy), today, cancellation: TestContext.Current.CancellationToken);

    public static AnalysisEngine EngineOf(params ImmutableArray<WorkspaceRule> rules) => new(RuleSet.Empty.Add([.. rules]));

    public static SourceText Text(string policy) => SourceText.From(RepoPath.Parse(Policy.FileName), policy);

    public static MemoryTree Tree(params string[] packages)
    {
        var uses = packages.Where(p => !p.Contains("= ", StringComparison.Ordinal)).Select(p => p.Split(':')).ToDictionary(p => p[0], p => p.Length > 1 ? p[1].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [], StringComparer.Ordinal);
        var members = uses.Keys.Where(d => d != "." && !d.StartsWith("out/", StringComparison.Ordinal));
        var workspace = $"[workspace]\nresolver = \"2\"\nexclude = [\"out\"]\nmembers = [{string.Join(", ", members.Select(d => $"\"{d}\""))}]\n";
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { ["Cargo.toml"] = workspace };
        foreach (var (directory, dependencies) in uses)
        {
            var prefix = directory == "." ? "" : directory + "/";
            files[prefix + "Cargo.toml"] = Manifest(directory, dependencies, uses.Keys) + (directory == "." ? workspace : "");
            files[prefix + "src/lib.rs"] = "";
        }

        foreach (var file in packages.Select(p => p.Split("= ", 2)).Where(p => p.Length > 1))
        {
            files[file[0]] = file[1];
        }

        return MemoryTree.FromText(files);
    }

    public static string Layers(params string[] layers) =>
        $"version = 1\nlayers = [\n{string.Concat(layers.Select((l, at) => string.Create(CultureInfo.InvariantCulture, $"{{ name = \"l{at}\", {l} }},\n")))}]\n";

    private static string Spell(Diagnostic finding) => $"{finding.Descriptor.Id[3..]} {finding.Edge!.From} {finding.Edge.To}";

    private static string NameOf(string directory) => directory == "." ? "root" : directory[(directory.LastIndexOf('/') + 1)..];

    private static string Manifest(string directory, string[] dependencies, IEnumerable<string> all) =>
        $"[package]\nname = \"{NameOf(directory)}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"
        + string.Concat(dependencies.Select(d => d.Split('/')).Select(d => Table(d) + Line(directory, d, all)));

    private static string Table(string[] dependency)
    {
        var kind = dependency.Contains("dev") ? "dev-dependencies" : dependency.Contains("build") ? "build-dependencies" : "dependencies";
        return dependency.Contains("unix") ? $"[target.'cfg(unix)'.{kind}." : $"[{kind}.";
    }

    private static string Line(string directory, string[] dependency, IEnumerable<string> all)
    {
        var rename = dependency.FirstOrDefault(d => d.StartsWith("as-", StringComparison.Ordinal))?[3..];
        var up = string.Concat(Enumerable.Repeat("../", directory == "." ? 0 : directory.Count(c => c == '/') + 1));
        var target = dependency.Contains("registry") ? null : all.FirstOrDefault(d => NameOf(d) == dependency[0]);
        return (rename ?? dependency[0]) + "]\n"
            + (rename is null ? "" : $"package = \"{dependency[0]}\"\n")
            + (dependency.Contains("optional") ? "optional = true\n" : "")
            + (target is null ? "version = \"1\"\n" : $"path = \"{up}{target}\"\n");
    }
}
