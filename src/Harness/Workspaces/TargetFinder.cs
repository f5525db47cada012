using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Text;
using Harness.Toml;
using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>Finds the declared and discovered targets of a package, and reports errors that Cargo would report.</summary>
internal sealed class TargetFinder(ManifestStore store, RepoPath directory, CargoManifest manifest, string edition)
{
    private readonly ImmutableArray<PackageTarget>.Builder targets = ImmutableArray.CreateBuilder<PackageTarget>();
    private readonly TomlTable package = manifest.PackageTable!;

    public ImmutableArray<PackageTarget> Find()
    {
        AddLibrary();
        AddAll("bin", "autobins", Binaries());
        AddAll("example", "autoexamples", Discover("examples"));
        AddAll("test", "autotests", Discover("tests"));
        AddAll("bench", "autobenches", Discover("benches"));
        CheckAll();
        AddBuildScript();
        return targets.ToImmutable();
    }

    private Location At(SourceSpan span) => new(manifest.Text, span);

    private bool? Flag(string key) => package[key]?.AsBoolean;

    private bool Exists(string path) => store.Tree.GetKind(directory.Combine(path)) != EntryKind.None;

    private void AddLibrary()
    {
        var entry = manifest.Root.Find("lib");
        if (entry is null && (Flag("autolib") == false || !Exists("src/lib.rs")))
        {
            return;
        }

        var table = entry?.Value.AsTable;
        var name = table?["name"]?.AsString ?? manifest.PackageName!.Replace('-', '_');
        var path = table?["path"]?.AsString
            ?? (Exists("src/lib.rs") ? "src/lib.rs" : edition == "2015" && Exists($"src/{name}.rs") ? $"src/{name}.rs" : null);
        if (path is null)
        {
            store.RefuseManifest(At(entry!.KeySpan), $"the library '{name}' has no file.", "add 'src/lib.rs', or name the file in 'lib.path'");
        }
        else if (string.IsNullOrWhiteSpace(name) || name.Contains('-', StringComparison.Ordinal))
        {
            store.RefuseManifest(At(table!.Find("name")!.KeySpan), $"'{name}' is no name of a library.", "use '_' in place of '-'");
        }
        else
        {
            Add("lib", name, path, table?.Find("path"));
        }
    }

    private void Add(string kind, string name, string path, TomlEntry? declared)
    {
        if (store.Resolve(directory, path, declared is null ? Location.OfFile(manifest.Text.Path) : At(declared.KeySpan)) is { } resolved)
        {
            targets.Add(new PackageTarget(kind, name, resolved, declared is null ? null : At(declared.KeySpan)));
        }
    }

    private void AddAll(string kind, string flag, List<(string Name, string Path)> discovered)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        var section = manifest.Root.Find(kind);
        foreach (var item in section?.Value.Items ?? [])
        {
            AddDeclared(kind, item.AsTable!, discovered, names, paths);
        }

        if (Flag(flag) ?? (section is null || edition != "2015"))
        {
            AddDiscovered(kind, discovered, names, paths);
        }
    }

    private void AddDiscovered(string kind, List<(string Name, string Path)> discovered, HashSet<string> declared, HashSet<string> paths)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, path) in discovered)
        {
            if (declared.Contains(name) || paths.Contains(path))
            {
                continue;
            }

            if (!found.Add(name))
            {
                store.RefuseManifest(At(manifest.Package!.KeySpan), $"'{manifest.PackageName}' has two files for the {kind} '{name}'.", $"remove one, or name the file of '{name}' in '[[{kind}]]'");
            }

            Add(kind, name, path, null);
        }
    }

    private void AddDeclared(string kind, TomlTable table, List<(string Name, string Path)> discovered, HashSet<string> names, HashSet<string> paths)
    {
        if (table["name"]?.AsString is not { } name || string.IsNullOrWhiteSpace(name))
        {
            store.RefuseManifest(At(table.Find("name")?.KeySpan ?? table.Span), $"a '[[{kind}]]' has no name.", "add 'name'");
            return;
        }

        if (kind == "bin" && name is "deps" or "examples" or "build" or "incremental")
        {
            store.RefuseManifest(At(table.Find("name")!.KeySpan), $"the binary '{name}' bears the name of a directory of Cargo's.", "give it another name");
        }

        names.Add(name);
        var path = table["path"]?.AsString ?? PathOf(kind, name, discovered);
        if (path is null)
        {
            // A target without a file does not exist. Cargo reports that only for a binary.
            if (kind == "bin")
            {
                store.RefuseManifest(At(table.Find("name")!.KeySpan), $"the binary '{name}' has no file, or more than one.", "name the file in 'path'");
            }
        }
        else if (targets.Any(t => t.Kind == kind && t.Name == name))
        {
            store.RefuseManifest(At(table.Find("name")!.KeySpan), $"two targets of kind '{kind}' are named '{name}'.", "give one of them another name");
        }
        else
        {
            paths.Add(path);
            Add(kind, name, path, table.Find("path"));
        }
    }

    private string? PathOf(string kind, string name, List<(string Name, string Path)> discovered)
    {
        var found = discovered.FindAll(d => string.Equals(d.Name, name, StringComparison.Ordinal));
        return found.Count == 1 ? found[0].Path : kind == "bin" && edition == "2015" ? LegacyBinary(name) : null;
    }

    // The first edition also looked in places that later ones do not.
    private string? LegacyBinary(string name) =>
        !targets.Any(t => t.Kind == "lib") && Exists($"src/{name}.rs") ? $"src/{name}.rs"
        : Exists("src/main.rs") ? "src/main.rs"
        : Exists("src/bin/main.rs") ? "src/bin/main.rs" : null;

    private List<(string Name, string Path)> Binaries()
    {
        var found = Discover("src/bin");
        if (Exists("src/main.rs"))
        {
            found.Insert(0, (manifest.PackageName!, "src/main.rs"));
        }

        return found;
    }

    private List<(string Name, string Path)> Discover(string folder)
    {
        var found = new List<(string, string)>();
        foreach (var entry in store.Tree.List(directory.Combine(folder)))
        {
            if (entry.Name.StartsWith('.'))
            {
                continue;
            }

            if (entry.Kind == EntryKind.Directory && !entry.IsLink)
            {
                if (Exists($"{folder}/{entry.Name}/main.rs"))
                {
                    found.Add((entry.Name, $"{folder}/{entry.Name}/main.rs"));
                }
            }
            else if (entry.Name.Length > 3 && entry.Name.EndsWith(".rs", StringComparison.Ordinal))
            {
                found.Add((entry.Name[..^3], $"{folder}/{entry.Name}"));
            }
        }

        return found;
    }

    private void CheckAll()
    {
        if (targets.Count == 0)
        {
            store.RefuseManifest(At(manifest.Package!.KeySpan), $"the package '{manifest.PackageName}' has no target.", "add 'src/lib.rs' or 'src/main.rs', or name a file in '[lib]' or '[[bin]]'");
        }

        if (package.Find("default-run") is { Value.AsString: { } run } entry && !targets.Any(t => t.Kind == "bin" && t.Name == run))
        {
            store.RefuseManifest(At(entry.KeySpan), $"'default-run' names '{run}', which is no binary of the package.", "name one of its binaries");
        }
    }

    // Nightly Cargo names each after its file.
    private void AddBuildScripts(TomlEntry entry)
    {
        foreach (var path in ManifestReader.Strings(entry.Value))
        {
            AddBuildScript(path, $"build-script-{(path.EndsWith(".rs", StringComparison.Ordinal) ? path[..^3] : path).Split('/')[^1]}", entry);
        }
    }

    private void AddBuildScript(string path, string name, TomlEntry? entry)
    {
        if (RepoPath.Parse(path.TrimStart('/')) is { Name: "" or ".." })
        {
            store.RefuseManifest(At(entry!.KeySpan), $"'{path}' is no build script.", "name the file, or write false");
        }

        Add("custom-build", name, path, entry);
    }

    private void AddBuildScript()
    {
        var entry = package.Find("build");
        if (entry is { Value.Kind: TomlKind.Array })
        {
            AddBuildScripts(entry);
            return;
        }

        var path = entry switch
        {
            null => store.Exists(directory.Combine("build.rs")) ? "build.rs" : null,
            { Value.AsBoolean: { } wanted } => wanted ? "build.rs" : null,
            _ => entry.Value.AsString,
        };
        if (path is not null)
        {
            AddBuildScript(path, "build-script-build", entry);
        }
        else if (package.Find("links") is { } links)
        {
            store.RefuseManifest(At(links.KeySpan), "'links' stands in a package without a build script.", "add 'build.rs', or remove 'links'");
        }
    }
}
