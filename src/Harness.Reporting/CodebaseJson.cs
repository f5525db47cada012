using System.Text.Json;
using Harness.Diagnostics;
using Harness.Manifests;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Reporting;

/// <summary>Writes a workspace as JSON, like <c>cargo metadata --no-deps</c>, with paths relative to the workspace's root.</summary>
public static class CodebaseJson
{
    /// <summary>Writes a workspace.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="output">The output, which stays open.</param>
    public static void Write(Workspace workspace, Stream output)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(output);
        using var writer = new Utf8JsonWriter(output, JsonForm.Options);
        writer.WriteStartObject();
        writer.WriteString("workspace_root", workspace.Directory.ToString());
        WriteManifests(writer, "members", workspace.Members, workspace.Directory);
        WriteManifests(writer, "default_members", workspace.DefaultMembers, workspace.Directory);
        writer.WriteStartArray("packages");
        foreach (var package in workspace.Members)
        {
            WritePackage(writer, package, workspace.Directory);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteManifests(Utf8JsonWriter writer, string key, IEnumerable<Package> packages, RepoPath root)
    {
        writer.WriteStartArray(key);
        foreach (var package in packages)
        {
            writer.WriteStringValue(package.ManifestPath.RelativeTo(root));
        }

        writer.WriteEndArray();
    }

    private static void WritePackage(Utf8JsonWriter writer, Package package, RepoPath root)
    {
        writer.WriteStartObject();
        writer.WriteString("name", package.Name);
        writer.WriteString("version", package.Version);
        writer.WriteString("manifest", package.ManifestPath.RelativeTo(root));
        writer.WriteStartArray("dependencies");
        foreach (var dependency in package.Dependencies)
        {
            WriteDependency(writer, dependency, root);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteDependency(Utf8JsonWriter writer, Dependency dependency, RepoPath root)
    {
        writer.WriteStartObject();
        writer.WriteString("name", dependency.Name);
        writer.WriteString("rename", dependency.Rename);
        writer.WriteString("kind", dependency.Kind.ToText());
        writer.WriteString("target", dependency.Target);
        writer.WriteBoolean("optional", dependency.IsOptional);
        writer.WriteString("path", dependency.Path?.RelativeTo(root));
        writer.WriteString("req", dependency.Requirement);
        writer.WriteString("source", dependency.Source);
        writer.WriteStartArray("features");
        foreach (var feature in dependency.Features)
        {
            writer.WriteStringValue(feature);
        }

        writer.WriteEndArray();
        writer.WriteBoolean("default_features", dependency.UsesDefaultFeatures);
        writer.WriteEndObject();
    }
}
