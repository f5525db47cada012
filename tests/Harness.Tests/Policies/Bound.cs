using Harness.Placements;
using Harness.Policies;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Tests.Policies;

/// <summary>Policies bound to small workspaces of memory.</summary>
internal static class Bound
{
    /// <summary>Binds a policy to packages given as <c>directory</c>, or <c>directory: dependency dependency</c>; a package is named as its last segment.</summary>
    public static BoundPolicy To(string policy, params string[] packages)
    {
        var specs = packages.Select(p => p.Split(':')).ToDictionary(p => p[0], p => p.Length > 1 ? p[1].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [], StringComparer.Ordinal);
        var members = string.Join(", ", specs.Keys.Where(d => d != ".").Select(d => $"\"{d}\""));
        var workspace = $"[workspace]\nresolver = \"2\"\nmembers = [{members}]\n";
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { ["Cargo.toml"] = workspace };
        foreach (var (directory, uses) in specs)
        {
            var text = Manifest(directory, uses, specs.Keys);
            files[directory == "." ? "Cargo.toml" : $"{directory}/Cargo.toml"] = directory == "." ? text + workspace : text;
            files[directory == "." ? "src/lib.rs" : $"{directory}/src/lib.rs"] = "";
        }

        return To(policy, files);
    }

    public static BoundPolicy To(string policy, Dictionary<string, string> files)
    {
        var parsed = PolicyParseTests.Clean(policy);
        var codebase = Codebase.Load(MemoryTree.FromText(files), parsed.Workspace.ToCodebaseOptions(), default);
        Xunit.Assert.Empty(codebase.Diagnostics);
        return BoundPolicy.Bind(parsed, codebase);
    }

    public static Package Package(this BoundPolicy bound, string directory) => bound.Codebase.FindPackage(RepoPath.Parse(directory))!;

    public static string? Layer(this BoundPolicy bound, string directory) => bound.FindLayer(bound.Package(directory))?.Name;

    public static string Names(this CrateSet set) => string.Join(' ', set.Packages.Select(p => p.Name).Order(StringComparer.Ordinal));

    private static string NameOf(string directory) => directory == "." ? "root" : directory[(directory.LastIndexOf('/') + 1)..];

    private static string Manifest(string directory, string[] uses, IEnumerable<string> all)
    {
        var text = $"[package]\nname = \"{NameOf(directory)}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\n";
        var up = string.Concat(Enumerable.Repeat("../", directory == "." ? 0 : directory.Count(c => c == '/') + 1));
        foreach (var use in uses)
        {
            var target = all.FirstOrDefault(d => NameOf(d) == use);
            text += target is null ? $"{use} = \"1\"\n" : $"{use} = {{ path = \"{up}{target}\" }}\n";
        }

        return text;
    }
}
