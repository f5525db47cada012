using System.Collections.Immutable;
using System.Text;
using Harness.Trees;

namespace Harness.Git;

/// <summary>
/// Writes the files of the index or working tree that <c>git commit</c> would store as a tree to the scratch repository. It uses a copy of the index
/// without the flags that hide files. It runs no filter, because the scratch repository has no configuration. Line ends, <c>ident</c> and encodings
/// follow the attributes and <c>core.autocrlf</c>, and an LFS file is stored as its pointer. A changed file with another clean filter is reported as
/// not comparable.
/// </summary>
internal sealed class WorkingFiles
{
    private const string Attributes = "info/attributes";

    private static readonly string[] LineEndSettings = ["core.autocrlf", "core.eol"];

    private readonly RepositoryLocation location;
    private readonly ScratchRepository scratch;
    private readonly CancellationToken cancellation;
    private readonly string index;

    /// <summary>Creates the files of a repository's working tree.</summary>
    /// <exception cref="GitException">The repository has no working tree, or its index cannot be read.</exception>
    public WorkingFiles(RepositoryLocation location, ScratchRepository scratch, CancellationToken cancellation)
    {
        this.location = location;
        this.scratch = scratch;
        this.cancellation = cancellation;
        index = scratch.Combine($"index-{Guid.NewGuid():N}");
        if (!location.HasWorkTree)
        {
            throw new GitException($"the repository around '{location.Directory}' has no working tree there: name commits instead");
        }
    }

    /// <summary>Writes the index as a tree.</summary>
    /// <returns>The id of the tree.</returns>
    public string WriteIndex()
    {
        CopyIndex();
        return WriteTree(workTree: null);
    }

    /// <summary>Writes tracked files and those that are neither tracked nor ignored as a tree.</summary>
    /// <returns>The id of the tree.</returns>
    public string WriteWorkingTree()
    {
        CopyIndex();
        CopySettings();
        var top = FindTop();
        var names = List(top);
        Clear(top, "--no-assume-unchanged", names.Where(n => char.IsAsciiLetterLower(n.Tag)));
        Clear(top, "--no-skip-worktree", names.Where(n => n.Tag is 'S' or 's' && n.MayExist(top)));
        var present = names.Where(n => n.Tag is not ('S' or 's') || n.MayExist(top)).ToArray();
        var settled = Settle(top, present);
        Update(top, present.Where(n => !settled.Contains(n.Key)));
        var tree = WriteTree(top);
        File.Delete(scratch.Combine(Attributes));
        return tree;
    }

    // The hooks of 'git commit -a' and 'git commit FILE' are told of another index than the usual one.
    private void CopyIndex()
    {
        var given = Environment.GetEnvironmentVariable("GIT_INDEX_FILE");
        var source = string.IsNullOrEmpty(given) ? Path.Join(location.GitDirectory, "index") : Path.GetFullPath(given);
        try
        {
            if (File.Exists(source))
            {
                File.Copy(source, index);
                File.SetLastWriteTimeUtc(index, File.GetLastWriteTimeUtc(source));
            }

            foreach (var shared in Directory.EnumerateFiles(location.GitDirectory, "sharedindex.*"))
            {
                File.Copy(shared, scratch.Combine(Path.GetFileName(shared)), overwrite: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GitException($"the index '{source}' cannot be read: {e.Message}", e);
        }
    }

    // Copies the other settings that decide how git stores files and which it ignores. A repository's own configuration could name programs, but
    // these settings cannot.
    private void CopySettings()
    {
        var exclude = Path.Join(location.CommonDirectory, "info/exclude");
        if (File.Exists(exclude))
        {
            File.Copy(exclude, scratch.Combine("info/exclude"), overwrite: true);
        }

        // Only while files are stored, because merges do not use attributes.
        var attributes = Path.Join(location.CommonDirectory, Attributes);
        if (File.Exists(attributes))
        {
            File.Copy(attributes, scratch.Combine(Attributes), overwrite: true);
        }

        foreach (var name in LineEndSettings)
        {
            var asked = new GitCommand(location.Directory, ["config", "--get", name]) { Configuration = GitConfiguration.User };
            if (GitProgram.Run(asked, cancellation) is { ExitCode: 0 } answer)
            {
                Demand(scratch.Run(["config", name, answer.Text], cancellation), "line ends");
            }
        }

        Demand(scratch.Run(["config", "core.fileMode", OperatingSystem.IsWindows() ? "false" : "true"], cancellation), "file modes");
    }

    private string FindTop()
    {
        var outcome = GitProgram.Run(new GitCommand(location.Directory, ["rev-parse", "--show-toplevel"]), cancellation);
        return outcome.ExitCode == 0 ? outcome.Text : throw new GitException($"git finds no working tree: {outcome.Complaint}");
    }

    private List<ListedName> List(string top)
    {
        var outcome = Run(top, ["ls-files", "-z", "-v", "--cached", "--others", "--exclude-standard"], default);
        Demand(outcome, "the working tree");
        var names = new List<ListedName>();
        foreach (var range in outcome.Output.AsSpan().Split((byte)0))
        {
            if (outcome.Output.AsSpan(range) is { Length: > 2 } line)
            {
                names.Add(new ListedName((char)line[0], line[2..].ToArray()));
            }
        }

        return names.Any(n => n.Tag is 'M' or 'm')
            ? throw new GitException("the working tree holds a merge that is not finished: resolve its conflicts first")
            : names;
    }

    private void Clear(string top, string option, IEnumerable<ListedName> names)
    {
        if (names.ToArray() is { Length: > 0 } some)
        {
            Demand(Run(top, ["update-index", option, "-z", "--stdin"], Join(some)), "the index");
        }
    }

    private HashSet<PathKey> Settle(string top, ListedName[] names)
    {
        var drivers = FilterDrivers.Read(location, cancellation);
        return drivers.IsEmpty ? []
            : new FilteredFiles((arguments, input) => Run(top, arguments, input), index, top).Settle([.. names.Where(n => n.IsPlainFile(top)).Select(n => n.Path)], drivers);
    }

    // A nested repository without a commit cannot be stored, and git leaves it out. One with commits is stored as a submodule.
    private void Update(string top, IEnumerable<ListedName> names)
    {
        var (plain, nested) = (names.Where(n => !n.IsNested), names.Where(n => n.IsNested));
        Demand(Run(top, ["update-index", "--add", "--remove", "--replace", "-z", "--stdin"], Join(plain)), "the working tree");
        foreach (var repository in nested)
        {
            Run(top, ["update-index", "--add", "-z", "--stdin"], Join([repository]));
        }
    }

    private string WriteTree(string? workTree)
    {
        var outcome = Run(workTree, ["write-tree", "--missing-ok"], default);
        return outcome.ExitCode == 0 ? outcome.Text
            : outcome.Error.Contains("unmerged", StringComparison.Ordinal)
                ? throw new GitException("the index holds a merge that is not finished: resolve its conflicts first")
            : throw new GitException($"git cannot read the index: {outcome.Complaint}");
    }

    private GitOutcome Run(string? workTree, ImmutableArray<string> arguments, ReadOnlyMemory<byte> input)
    {
        var command = scratch.Command(arguments) with { Directory = workTree ?? scratch.Path, WorkTree = workTree, IndexFile = index };
        return GitProgram.Run(command, cancellation, input);
    }

    private static void Demand(GitOutcome outcome, string what)
    {
        if (outcome.ExitCode != 0)
        {
            throw new GitException($"git cannot read {what}: {outcome.Complaint}");
        }
    }

    private static byte[] Join(IEnumerable<ListedName> names)
    {
        using var bytes = new MemoryStream();
        foreach (var name in names)
        {
            bytes.Write(name.Path.AsSpan().TrimEnd((byte)'/'));
            bytes.WriteByte(0);
        }

        return bytes.ToArray();
    }

    /// <summary>A name in the output of <c>git ls-files -v</c>. A lower-case letter means assumed unchanged, and S means not checked out.</summary>
    private readonly record struct ListedName(char Tag, byte[] Path)
    {
        public PathKey Key => new(PathBytes.ToText(Path));

        // Filters do not apply to links or submodules. A file that the framework cannot name is stored as it is.
        public bool IsPlainFile(string top) => !IsNested && System.Text.Unicode.Utf8.IsValid(Path)
            && new FileInfo(System.IO.Path.Join(top, Encoding.UTF8.GetString(Path))) is { Exists: true, LinkTarget: null };

        public bool IsNested => Path[^1] == (byte)'/';

        // The framework cannot name a file whose name is not UTF-8, so the file is assumed to exist.
        public bool MayExist(string top) =>
            !System.Text.Unicode.Utf8.IsValid(Path) || new FileInfo(System.IO.Path.Join(top, Encoding.UTF8.GetString(Path))) is { Exists: true } or { LinkTarget: not null }
            || Directory.Exists(System.IO.Path.Join(top, Encoding.UTF8.GetString(Path)));
    }
}
