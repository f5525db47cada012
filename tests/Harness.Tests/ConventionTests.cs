using System.Text.RegularExpressions;
using System.Xml.Linq;
using Harness.Testing;
using Xunit;

namespace Harness.Tests;

/// <summary>What the repository promises of its own structure.</summary>
public sealed partial class ConventionTests
{
    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["Harness"] = [],
        ["Harness.Rules"] = ["Harness"],
        ["Harness.Git"] = ["Harness"],
        ["Harness.Sarif"] = ["Harness"],
        ["Harness.Reporting"] = ["Harness"],
        ["Harness.GitHub.Facts"] = ["Harness"],
        ["Harness.GitHub"] = ["Harness", "Harness.GitHub.Facts"],
        ["Harness.CommandLine"] = ["Harness", "Harness.Rules", "Harness.Git", "Harness.GitHub.Facts", "Harness.Sarif", "Harness.Reporting"],
        ["Harness.Cli"] = ["Harness.CommandLine", "Harness.Rules"],
        ["Harness.Reviewer"] = ["Harness.CommandLine", "Harness.GitHub"],
        ["Harness.Reviewer.Cli"] = ["Harness.Reviewer", "Harness.Rules"],
    };

    [Fact]
    public void References_between_projects_run_one_way()
    {
        var projects = Projects();

        Assert.Equal(MayReference.Keys.Order(), projects.Keys.Order());
        foreach (var (name, project) in projects)
        {
            var references = Includes(project, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/')));
            Assert.Empty(references.Except(MayReference[name]));
        }
    }

    [Fact]
    public void Each_package_has_one_project_that_uses_it()
    {
        var users = Projects().SelectMany(p => Includes(p.Value, "PackageReference").Select(package => (package, p.Key)))
            .Where(u => !u.package.EndsWith("Analyzers", StringComparison.Ordinal));

        Assert.Equal(
            [
                "LibGit2Sharp: Harness.Git", "Newtonsoft.Json: Harness.Sarif", "Octokit: Harness.GitHub", "Sarif.Sdk: Harness.Sarif", "System.CommandLine: Harness.CommandLine", "Tomlyn: Harness",
            ],
            users.Select(u => $"{u.package}: {u.Key}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Internals_are_visible_to_tests_and_those_of_the_command_line_to_the_reviewer()
    {
        foreach (var (name, project) in Projects())
        {
            string[] friends = name == "Harness.CommandLine" ? ["Harness.Reviewer", "Harness.Reviewer.Tests", "Harness.Testing"] : [$"{name}.Tests"];
            Assert.Empty(Includes(project, "InternalsVisibleTo").Except(friends));
            Assert.All(Includes(project, "InternalsVisibleTo"), f => Assert.True(Directory.Exists(RepositoryRoot.Combine($"src/{f}")) || Directory.Exists(RepositoryRoot.Combine($"tests/{f}")), $"there is no project '{f}'"));
        }

        Assert.DoesNotContain(Sources(), s => s.Text.Contains("InternalsVisibleTo", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_action_of_a_workflow_is_pinned_by_its_commit()
    {
        var used = Directory.EnumerateFiles(RepositoryRoot.Combine(".github/workflows")).SelectMany(File.ReadAllLines).Where(l => l.Contains("uses:", StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(used);
        Assert.All(used, line => Assert.Matches(PinnedAction(), line));
    }

    [Fact]
    public void A_public_class_is_sealed_or_abstract_or_static() => AssertNowhere(OpenClass());

    [Fact]
    public void A_public_property_has_no_public_setter() => AssertNowhere(PublicSetter());

    [Fact]
    public void A_public_field_is_a_constant() => AssertNowhere(PublicField());

    [Fact]
    public void A_static_field_is_read_only() => AssertNowhere(MutableStatic());

    [Theory]
    [InlineData("public class A", true)]
    [InlineData("    public partial record A(int B);", true)]
    [InlineData("public sealed class A", false)]
    [InlineData("public readonly record struct A", false)]
    public void The_search_for_open_classes_finds_them(string line, bool expected) =>
        Assert.Equal(expected, OpenClass().IsMatch(line));

    [Theory]
    [InlineData("    public int A { get; set; }", true)]
    [InlineData("    public int A { get; private set; }", false)]
    [InlineData("    public int A { get; init; }", false)]
    public void The_search_for_setters_finds_them(string line, bool expected) =>
        Assert.Equal(expected, PublicSetter().IsMatch(line));

    [Theory]
    [InlineData("    private static int count;", true)]
    [InlineData("    private static Dictionary<string, int> cache = [];", true)]
    [InlineData("    private static readonly int Count = 1;", false)]
    [InlineData("    private static int Count() => 1;", false)]
    public void The_search_for_mutable_statics_finds_them(string line, bool expected) =>
        Assert.Equal(expected, MutableStatic().IsMatch(line));

    [GeneratedRegex("uses: [a-z-]+/[a-z-]+@[0-9a-f]{40} # v[0-9.]+$")]
    private static partial Regex PinnedAction();

    [GeneratedRegex(@"^\s*public (partial )?(class|record(?! struct))\b.*$", RegexOptions.Multiline)]
    private static partial Regex OpenClass();

    [GeneratedRegex(@"^\s*public [^({]*\{[^}]*[;{}] set[; {].*$", RegexOptions.Multiline)]
    private static partial Regex PublicSetter();

    [GeneratedRegex(@"^\s*public (static )?(readonly )?(?!const|override|event|delegate)[\w<>\[\], ?.]+ \w+( = [^>].*)?;\r?$", RegexOptions.Multiline)]
    private static partial Regex PublicField();

    [GeneratedRegex(@"^\s*(public|internal|private|protected) static (?!readonly|event)[\w<>\[\], ?.()]+ \w+( = [^>].*)?;\r?$", RegexOptions.Multiline)]
    private static partial Regex MutableStatic();

    private static Dictionary<string, XDocument> Projects() =>
        Directory.EnumerateFiles(RepositoryRoot.Combine("src"), "*.csproj", SearchOption.AllDirectories)
            .ToDictionary(p => Path.GetFileNameWithoutExtension(p), XDocument.Load);

    private static IEnumerable<string> Includes(XDocument project, string item) =>
        project.Descendants(item).Select(i => i.Attribute("Include")!.Value);

    private static IEnumerable<(string Path, string Text)> Sources() =>
        Directory.EnumerateFiles(RepositoryRoot.Combine("src"), "*.cs", SearchOption.AllDirectories)
            .Select(p => Path.GetRelativePath(RepositoryRoot.Path, p).Replace('\\', '/'))
            .Where(p => !p.Contains("/obj/", StringComparison.Ordinal) && !p.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(p => (p, File.ReadAllText(RepositoryRoot.Combine(p))));

    private static void AssertNowhere(Regex pattern)
    {
        var sources = Sources().ToArray();

        Assert.NotEmpty(sources);
        Assert.Empty(sources.SelectMany(s => pattern.Matches(s.Text).Select(m => $"{s.Path}: {m.Value.Trim()}")));
    }
}
