using System.Text;
using Harness.Manifests;
using Harness.Text;
using Harness.Toml;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Fixes;

/// <summary>
/// Looks for possible uses of a dependency. Any word in a package's sources that equals the crate's name counts, in code, a macro, a comment or a
/// string. So do features that name it, and files that cannot be read. It does not parse Rust, so it doubts too often, and is silent only if nothing
/// mentions the crate.
/// </summary>
/// <param name="codebase">The packages of the tree.</param>
internal sealed class SourceUse(Codebase codebase)
{
    private const int MaximumFiles = 20_000;
    private readonly Dictionary<RepoPath, List<SourceWords>> sources = [];

    /// <summary>
    /// Returns the reason why the package may need a dependency, or <see langword="null"/> if there is none.
    /// </summary>
    /// <param name="declaration">The place of the declaration.</param>
    public string? FindDoubt(Location declaration)
    {
        var package = codebase.Packages.FirstOrDefault(p => p.ManifestPath == declaration.Path);
        var dependency = package?.Dependencies.FirstOrDefault(d => d.Location.Span.Start == declaration.Span.Start);
        return package is null || dependency is null ? "the declaration is not one of a package's own"
            : FindUnknown(package, dependency) ?? FindInFeatures(package, dependency) ?? FindInSources(package, dependency);
    }

    private static string? FindUnknown(Package package, Dependency dependency) =>
        dependency.Rename is null && dependency.Resolved is null ? $"'{dependency.Name}' is not a package of the tree, so the name of its library is not known"
        : package.Targets.FirstOrDefault(t => !t.Path.IsUnder(package.Directory)) is { } outside ? $"the {outside.Kind} '{outside.Name}' lies outside the package, in '{outside.Path}'"
        : null;

    private string? FindInFeatures(Package package, Dependency dependency)
    {
        var root = TomlDocument.Parse(package.Manifest.Text).Value;
        foreach (var feature in root["features"]?.AsTable?.Entries ?? [])
        {
            if (feature.Value.Items.Any(item => Names(item.AsString, dependency.Key)))
            {
                return $"the feature '{feature.Key}' names it";
            }
        }

        return codebase.Packages.SelectMany(p => p.Dependencies).FirstOrDefault(d => d.Resolved == package && d.Features.Contains(dependency.Key, StringComparer.Ordinal)) is { } asking
            ? $"'{asking.Owner.Name}' asks for the feature '{dependency.Key}'" : null;
    }

    private static bool Names(string? value, string key) =>
        value is not null && (value.StartsWith("dep:", StringComparison.Ordinal) ? value[4..] : value.Split('/')[0].TrimEnd('?')) == key;

    private string? FindInSources(Package package, Dependency dependency)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { CodeName(dependency.Key) };
        if (dependency.Rename is null)
        {
            names.UnionWith(dependency.Resolved!.Targets.Where(t => t.Kind == "lib").Select(t => CodeName(t.Name)));
        }

        if (!sources.TryGetValue(package.Directory, out var files))
        {
            sources[package.Directory] = files = Read(package);
        }

        foreach (var file in files)
        {
            if (file.Problem is not null)
            {
                return file.Problem;
            }

            if (names.FirstOrDefault(file.Words.Contains) is { } name)
            {
                return $"'{name}' occurs in '{file.Path}'";
            }
        }

        return dependency.Resolved?.Manifest.Root["package"]?.AsTable?["links"] is not null && files.FirstOrDefault(f => f.Words.Any(w => w.StartsWith("DEP_", StringComparison.Ordinal))) is { } script
            ? $"'{script.Path}' reads what its build script tells" : null;
    }

    private static string CodeName(string name) => name.Replace('-', '_');

    private List<SourceWords> Read(Package package)
    {
        var files = new List<SourceWords>();
        var others = new List<RepoPath>();
        var todo = new Stack<RepoPath>();
        todo.Push(package.Directory);
        while (todo.TryPop(out var directory))
        {
            foreach (var entry in codebase.Tree.List(directory))
            {
                var path = directory.Combine(entry.Name);
                if (entry.Kind == EntryKind.Directory && !entry.IsLink && entry.Name is not (".git" or "target") && codebase.FindPackage(path) is null)
                {
                    todo.Push(path);
                }
                else if (entry.Kind == EntryKind.File)
                {
                    if (files.Count + others.Count > MaximumFiles)
                    {
                        return [new SourceWords(directory, $"'{package.Directory}' has more than {MaximumFiles} files")];
                    }

                    if (entry.Name.EndsWith(".rs", StringComparison.Ordinal))
                    {
                        files.Add(SourceWords.Read(codebase.Tree, path));
                    }
                    else if (path != package.ManifestPath)
                    {
                        others.Add(path);
                    }
                }
            }
        }

        // Documentation may be a separate file, with examples that are compiled.
        return files.Any(f => f.Words.Contains("include_str")) ? [.. files, .. others.Select(path => SourceWords.Read(codebase.Tree, path))] : files;
    }
}

/// <summary>The words of one file.</summary>
internal sealed class SourceWords
{
    private static readonly System.Buffers.SearchValues<byte> Parts =
        System.Buffers.SearchValues.Create([.. Enumerable.Range(0, 256).Select(b => (byte)b).Where(b => b >= 0x80 || b == '_' || char.IsAsciiLetterOrDigit((char)b))]);

    /// <summary>Creates a file that could not be read, or that includes one that cannot.</summary>
    public SourceWords(RepoPath path, string problem) => (Path, Problem) = (path, problem);

    private SourceWords(RepoPath path) => Path = path;

    /// <summary>The file.</summary>
    public RepoPath Path { get; }

    /// <summary>The reason why the words are incomplete, or <see langword="null"/> if they are complete.</summary>
    public string? Problem { get; private set; }

    /// <summary>The words.</summary>
    public HashSet<string> Words { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads a file.</summary>
    public static SourceWords Read(SourceTree tree, RepoPath path)
    {
        var content = tree.Read(path);
        if (content.Status != ReadStatus.Read)
        {
            return new SourceWords(path, $"'{path}' cannot be read");
        }

        var result = new SourceWords(path);
        for (var rest = content.Bytes.Span; ;)
        {
            var start = rest.IndexOfAny(Parts);
            if (start < 0)
            {
                break;
            }

            rest = rest[start..];
            var length = rest.IndexOfAnyExcept(Parts) is >= 0 and var end ? end : rest.Length;
            result.Words.Add(Encoding.UTF8.GetString(rest[..length]));
            rest = rest[length..];
        }

        // A build script often writes the file that 'include!' includes. A module with '#[path]' may be outside the package.
        var takesIn = path.Name.EndsWith(".rs", StringComparison.Ordinal) && (result.Words.Contains("include") || HasModulePath(content.Bytes.Span));
        result.Problem = takesIn ? $"'{path}' takes in files from elsewhere" : null;
        return result;
    }

    private static bool HasModulePath(ReadOnlySpan<byte> text)
    {
        for (var at = text.IndexOf("path"u8); at >= 0;)
        {
            if (text[..at].TrimEnd(" \t"u8) is [.., (byte)'[' or (byte)',' or (byte)'('] && text[(at + 4)..].TrimStart(" \t"u8) is [(byte)'=', ..])
            {
                return true;
            }

            var next = text[(at + 4)..].IndexOf("path"u8);
            at = next < 0 ? -1 : at + 4 + next;
        }

        return false;
    }
}
