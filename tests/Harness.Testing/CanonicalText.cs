using System.Globalization;
using System.Text;
using System.Text.Json;
using Harness.Diagnostics;
using Harness.Manifests;
using Harness.Workspaces;

namespace Harness.Testing;

/// <summary>
/// A workspace as text, one line for each thing said: members and default members in order, then every package with each of its
/// dependencies. Two readers of a workspace agree where their texts are equal, and the first line that differs tells why.
/// </summary>
public static class CanonicalText
{
    /// <summary>The text of what <c>cargo metadata --no-deps</c> printed.</summary>
    /// <param name="json">The JSON, format version 1.</param>
    public static string OfCargo(string json)
    {
        using var document = JsonDocument.Parse(json);
        var metadata = document.RootElement;
        var root = metadata.GetProperty("workspace_root").GetString()!;
        var packages = metadata.GetProperty("packages").EnumerateArray().ToDictionary(p => p.GetProperty("id").GetString()!, StringComparer.Ordinal);
        string Manifest(JsonElement id) => Relative(root, packages[id.GetString()!].GetProperty("manifest_path").GetString()!);
        return Compose(
            metadata.GetProperty("workspace_members").EnumerateArray().Select(Manifest),
            metadata.GetProperty("workspace_default_members").EnumerateArray().Select(Manifest),
            packages.Values.Select(p => OfPackage(root, p)));
    }

    /// <summary>The text of an <c>expected.json</c> of the corpus, the form in which <c>harness graph --format json</c> answers.</summary>
    /// <param name="json">The JSON.</param>
    public static string OfExpected(string json)
    {
        using var document = JsonDocument.Parse(json);
        var expected = document.RootElement;
        return Compose(
            expected.GetProperty("members").EnumerateArray().Select(m => m.GetString()!),
            expected.GetProperty("default_members").EnumerateArray().Select(m => m.GetString()!),
            expected.GetProperty("packages").EnumerateArray().Select(p => new PackageText(
                p.GetProperty("manifest").GetString()!,
                p.GetProperty("name").GetString()!,
                p.GetProperty("version").GetString()!,
                p.GetProperty("dependencies").EnumerateArray().Select(d => OfDependency(d, path => path, "default_features")).ToArray())));
    }

    /// <summary>The text of what Harness understood.</summary>
    /// <param name="workspace">One workspace of a codebase.</param>
    public static string Of(Workspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        string Manifest(Package package) => package.ManifestPath.RelativeTo(workspace.Directory);
        return Compose(
            workspace.Members.Select(Manifest),
            workspace.DefaultMembers.Select(Manifest),
            workspace.Members.Select(p => new PackageText(
                Manifest(p), p.Name, p.Version, p.Dependencies.Select(d => OfDependency(workspace, d)))));
    }

    private static string Compose(IEnumerable<string> members, IEnumerable<string> defaults, IEnumerable<PackageText> packages)
    {
        var text = new StringBuilder();
        foreach (var member in members)
        {
            text.Append(CultureInfo.InvariantCulture, $"member {member}\n");
        }

        foreach (var member in defaults)
        {
            text.Append(CultureInfo.InvariantCulture, $"default {member}\n");
        }

        foreach (var package in packages.OrderBy(p => p.Manifest, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"package {package.Manifest} {package.Name} {package.Version}\n");
            foreach (var dependency in package.Dependencies)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {dependency}\n");
            }
        }

        return text.ToString();
    }

    private static PackageText OfPackage(string root, JsonElement package) => new(
        Relative(root, package.GetProperty("manifest_path").GetString()!),
        package.GetProperty("name").GetString()!,
        package.GetProperty("version").GetString()!,
        package.GetProperty("dependencies").EnumerateArray().Select(d => OfDependency(d, path => Relative(root, path), "uses_default_features")).ToArray());

    private static string OfDependency(JsonElement dependency, Func<string, string> toRelative, string defaults)
    {
        string? Text(string name) => dependency.TryGetProperty(name, out var value) ? value.GetString() : null;
        return Line(
            Text("name")!, Text("rename"), Text("kind") ?? "normal", Text("target"), dependency.GetProperty("optional").GetBoolean() ? "optional" : "required",
            Text("path") is { } path ? toRelative(path) : null, Text("req")!, Text("source"),
            dependency.GetProperty("features").EnumerateArray().Select(f => f.GetString()!),
            dependency.GetProperty(defaults).GetBoolean() ? "default" : "no-default");
    }

    private static string OfDependency(Workspace workspace, Dependency dependency) => Line(
        dependency.Name, dependency.Rename, dependency.Kind.ToText(), dependency.Target, dependency.IsOptional ? "optional" : "required",
        dependency.Path?.RelativeTo(workspace.Directory), dependency.Requirement, dependency.Source, dependency.Features,
        dependency.UsesDefaultFeatures ? "default" : "no-default");

    private static string Line(
        string name, string? rename, string kind, string? target, string optional, string? path, string requirement, string? source,
        IEnumerable<string> features, string defaults) =>
        $"{name} as {rename ?? "-"}, {kind}, for {target ?? "-"}, {optional}, path {path ?? "-"}, req {requirement}, "
        + $"source {source ?? "-"}, features [{string.Join(", ", features)}], {defaults}";

    private static string Relative(string root, string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    private sealed record PackageText(string Manifest, string Name, string Version, IEnumerable<string> Dependencies);
}
