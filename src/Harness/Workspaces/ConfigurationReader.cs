using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Text;
using Harness.Toml;
using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>Reads the configuration files of a directory and its ancestors, nearest first. Each is followed by the files that it includes.</summary>
internal sealed class ConfigurationReader(ManifestStore store)
{
    private readonly ImmutableArray<(RepoPath, Location)>.Builder paths = ImmutableArray.CreateBuilder<(RepoPath, Location)>();
    private readonly ImmutableArray<ConfiguredPatch>.Builder patches = ImmutableArray.CreateBuilder<ConfiguredPatch>();
    private readonly Dictionary<string, string> registries = new(StringComparer.Ordinal);
    private readonly HashSet<(string Source, string Key)> patched = [];
    private readonly HashSet<RepoPath> seen = [];

    public CargoConfiguration Read(RepoPath directory)
    {
        for (var at = directory; !at.IsOutside; at = at.Parent)
        {
            // If both exist, Cargo prefers the older name.
            var older = at.Combine(".cargo/config");
            var path = store.Exists(older) ? older : at.Combine(".cargo/config.toml");
            if (store.Exists(path))
            {
                ReadWithIncludes(path);
            }

            if (at.IsRoot)
            {
                break;
            }
        }

        return new CargoConfiguration(paths.ToImmutable(), patches.ToImmutable(), registries);
    }

    // A file takes precedence over its includes, and a later include over an earlier one. The last file pushed is read first.
    private void ReadWithIncludes(RepoPath first)
    {
        var todo = new Stack<(RepoPath Path, Location AskedBy)>();
        todo.Push((first, Location.OfFile(first)));
        while (todo.TryPop(out var next))
        {
            if (!seen.Add(next.Path))
            {
                store.RefuseManifest(next.AskedBy, $"the configuration '{next.Path}' is included more than once.", "include it once");
            }
            else if (store.LoadConfiguration(next.Path, next.AskedBy) is { } file)
            {
                ReadFile(next.Path.Parent.Parent, file.Text, file.Root);
                PushIncludes(todo, next.Path.Parent, file.Text, file.Root);
            }
        }
    }

    private void PushIncludes(Stack<(RepoPath, Location)> todo, RepoPath directory, SourceText text, TomlTable root)
    {
        foreach (var item in root["include"]?.Items ?? [])
        {
            var location = new Location(text, item.Span);
            if ((item.AsString ?? item.AsTable?["path"]?.AsString) is not { } path)
            {
                store.RefuseManifest(location, "the inclusion names no file.", "write a path, or a table with 'path'");
            }
            else if (store.Resolve(directory, path, location) is { IsOutside: false } target
                && (item.AsTable?["optional"]?.AsBoolean != true || store.Exists(target)))
            {
                todo.Push((target, location));
            }
        }
    }

    private void ReadFile(RepoPath directory, SourceText text, TomlTable root)
    {
        if (root.Find("paths") is { } list)
        {
            ReadPaths(directory, text, list);
        }

        if (root.Find("patch") is { } patch)
        {
            ReadPatches(directory, new ManifestReader(text), patch);
        }

        foreach (var registry in root["registries"]?.AsTable?.Entries ?? [])
        {
            if (registry.Value.AsTable?["index"]?.AsString is { } index && SourceUrl.Normalize(index) is { } url)
            {
                registries.TryAdd(registry.Key, url);
            }
        }
    }

    private void ReadPaths(RepoPath directory, SourceText text, TomlEntry list)
    {
        if (list.Value.Kind != TomlKind.Array || list.Value.Items.Any(item => item.Kind != TomlKind.String))
        {
            store.RefuseManifest(new Location(text, list.KeySpan), "'paths' is no array of strings.", "write an array of directories");
            return;
        }

        foreach (var item in list.Value.Items)
        {
            if (store.Resolve(directory, item.AsString!, new Location(text, item.Span)) is { IsOutside: false } target)
            {
                paths.Add((target, new Location(text, item.Span)));
            }
        }
    }

    private void ReadPatches(RepoPath directory, ManifestReader reader, TomlEntry patch)
    {
        ManifestSchema.CheckPatch(reader, patch);
        var entries = reader.HasRefused ? [] : OverrideSection.ReadPatches(reader, patch.Value.AsTable!);
        foreach (var diagnostic in reader.Diagnostics)
        {
            store.Report(diagnostic);
        }

        foreach (var entry in entries)
        {
            if (patched.Add((entry.Source, entry.Entry.Key)))
            {
                patches.Add(new ConfiguredPatch(directory, entry));
            }
        }
    }
}
