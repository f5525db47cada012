using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Manifests;
using Harness.Text;
using Harness.Toml;
using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>The manifests of one load. Each is read and parsed once, and its errors are reported once.</summary>
internal sealed class ManifestStore(SourceTree tree, ManifestCache? cache, UnseenManifests unseen)
{
    private readonly Dictionary<RepoPath, CargoManifest?> manifests = [];
    private readonly ImmutableArray<Diagnostic>.Builder diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
    private readonly HashSet<FindingKey> reported = [];
    private readonly Dictionary<RepoPath, CargoConfiguration> configurations = [];
    private readonly ToolchainFile toolchain = new(tree);

    public SourceTree Tree { get; } = tree;

    /// <summary>The packages in submodules that were met so far.</summary>
    public UnseenManifests Unseen { get; } = unseen;

    /// <summary>The sources that were met so far.</summary>
    public SourceSpellings Sources { get; } = new();

    public ImmutableArray<Diagnostic> Diagnostics => diagnostics.ToImmutable();

    public void Report(Diagnostic diagnostic)
    {
        if (reported.Add(diagnostic.Key))
        {
            diagnostics.Add(diagnostic);
        }
    }

    public void RefuseManifest(Location location, string message, string help) =>
        Report(new Diagnostic(InputDescriptors.InvalidManifest, location, message, help, location.Path.ToString(), message));

    public void RefuseWorkspace(Location location, string message, string help) =>
        Report(new Diagnostic(InputDescriptors.InvalidWorkspace, location, message, help, location.Path.ToString(), message));

    /// <summary>Reports the directories that could not be listed, because their content is unknown.</summary>
    public void ReportUnreadableDirectories()
    {
        foreach (var directory in Tree.UnreadableDirectories)
        {
            Report(new Diagnostic(
                InputDescriptors.UnreadableFile,
                Location.OfFile(directory),
                $"the directory '{directory}' cannot be listed, or holds more than can be walked (256 levels, 1,000,000 names in all).",
                "let it be read, or let '.gitignore' name it where it is not part of the repository",
                directory.ToString()));
        }
    }

    /// <summary>Determines whether a path of the tree is a manifest, whatever its content.</summary>
    public bool Exists(RepoPath path) => Tree.GetKind(path) == EntryKind.File;

    /// <summary>Returns the channel of the Cargo that reads a manifest in this repository.</summary>
    public CargoChannel ChannelOf(RepoPath manifest) => toolchain.ChannelOf(manifest.Parent);

    /// <summary>
    /// Returns the manifest of a path, or <see langword="null"/> if it could not be used. The problem is reported at the place that requested it.
    /// </summary>
    public CargoManifest? Load(RepoPath path, Location askedBy)
    {
        if (manifests.TryGetValue(path, out var known))
        {
            return known;
        }

        var content = Tree.Read(path);
        if (content.Status == ReadStatus.Missing && Tree.FindSubmodule(path) is { } submodule)
        {
            return manifests[path] = Unseen.Meet(path, submodule, askedBy);
        }

        if (content.Status != ReadStatus.Read)
        {
            Report(Unreadable(path, askedBy, content.Status));
            return manifests[path] = null;
        }

        var channel = ChannelOf(path);
        var parsed = cache?.GetOrParse(path, content.Bytes, channel) ?? CargoManifest.Parse(SourceText.From(path, content.Bytes), channel);
        foreach (var diagnostic in parsed.Diagnostics)
        {
            Report(diagnostic);
        }

        return manifests[path] = parsed.Value.IsRefused ? null : parsed.Value;
    }

    /// <summary>
    /// Returns a path from a manifest as a path of the tree, or <see langword="null"/> for an absolute path if the tree is not on disk. The target of
    /// such a path depends on the build machine, so it is reported.
    /// </summary>
    public RepoPath? Resolve(RepoPath directory, string path, Location namedBy)
    {
        if (TreePath.Resolve(Tree, directory, path) is { } resolved)
        {
            return resolved;
        }

        Report(new Diagnostic(
            InputDescriptors.UnreadableFile,
            namedBy,
            $"'{path}' is an absolute path: where it leads depends on the machine, and it may lead into this repository.",
            $"write a path relative to '{(directory.IsRoot ? "." : directory.Value)}'",
            namedBy.Path.ToString(),
            path));
        return null;
    }

    /// <summary>Returns the configuration of a directory, from its files and those of its ancestors.</summary>
    public CargoConfiguration ConfigurationAround(RepoPath directory) =>
        configurations.TryGetValue(directory, out var known) ? known : configurations[directory] = new ConfigurationReader(this).Read(directory);

    /// <summary>Returns a configuration file, or <see langword="null"/> if it could not be used. The problem is reported.</summary>
    public (SourceText Text, TomlTable Root)? LoadConfiguration(RepoPath path, Location askedBy)
    {
        var content = Tree.Read(path);
        if (content.Status != ReadStatus.Read)
        {
            Report(Unreadable(path, askedBy, content.Status));
            return null;
        }

        var text = SourceText.From(path, content.Bytes);
        var document = TomlDocument.Parse(text);
        foreach (var diagnostic in document.Diagnostics)
        {
            Report(diagnostic);
        }

        return (text, document.Value);
    }

    private Diagnostic Unreadable(RepoPath path, Location askedBy, ReadStatus status)
    {
        var reason = status switch
        {
            ReadStatus.Missing => "does not exist",
            ReadStatus.IsDirectory => "is a directory",
            ReadStatus.TooLarge => $"is larger than {SourceTree.MaximumFileLength >> 20} MiB",
            ReadStatus.NotFetched => "is not in this clone, which is a partial one or damaged",
            _ => "cannot be read",
        };
        if (path.IsOutside)
        {
            return new Diagnostic(InputDescriptors.UnreadableFile, askedBy, $"'{path}' lies outside the tree that is judged.", "judge from a directory that holds both, or take out what names it", path.ToString());
        }

        var help = status switch
        {
            ReadStatus.Missing when DeclaredSubmodules.FindAround(Tree, path) is { } submodule =>
                $"check the submodule out: 'git submodule update --init {submodule}'",
            ReadStatus.Missing => "add the manifest, or remove what names it",
            ReadStatus.NotFetched => "run 'git fetch --refetch --no-filter'; in CI check out without 'filter'",
            _ => "put a readable manifest there",
        };
        return new Diagnostic(InputDescriptors.UnreadableFile, askedBy, $"'{path}' {reason}.", help, path.ToString());
    }
}
