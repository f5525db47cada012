using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Harness.Trees;

namespace Harness.Testing;

/// <summary>
/// The files of a small workspace in one string: each begins with a line <c>//- path</c>. It becomes a tree in memory, or files on
/// disk for the tools that want those.
/// </summary>
public sealed partial class TextFixture
{
    private const string Header = "//- ";

    /// <summary>A workspace of files.</summary>
    /// <param name="files">Path and bytes of each file, each path once.</param>
    public TextFixture(IEnumerable<KeyValuePair<string, byte[]>> files) =>
        Files = files.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Path and bytes of each file.</summary>
    public ImmutableSortedDictionary<string, byte[]> Files { get; }

    /// <summary>The directory to start in.</summary>
    public string Start { get; init; } = "";

    /// <summary>Reads a fixture as it stands.</summary>
    /// <param name="text">The files, each under its header.</param>
    public static TextFixture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var files = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        StringBuilder? current = null;
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith(Header, StringComparison.Ordinal))
            {
                files.Add(line[Header.Length..].Trim(), current = new StringBuilder());
            }
            else if (current is not null)
            {
                current.Append(line).Append('\n');
            }
            else if (line.Length > 0)
            {
                throw new ArgumentException($"'{line}' stands before the first '{Header}path'", nameof(text));
            }
        }

        return new(files.Select(f => KeyValuePair.Create(f.Key, Encoding.UTF8.GetBytes(f.Value.ToString()))));
    }

    /// <summary>Reads a fixture, and gives an empty <c>src/lib.rs</c> to every package that has no Rust file.</summary>
    /// <param name="text">The files, each under its header.</param>
    public static TextFixture Crates(string text) => Parse(text).WithLibraries();

    /// <summary>The fixture with one file more, or another in its place.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="bytes">The file's bytes.</param>
    public TextFixture With(string path, byte[] bytes) => new(Files.SetItem(path, bytes)) { Start = Start };

    /// <summary>The fixture started in another directory.</summary>
    /// <param name="start">The directory.</param>
    public TextFixture From(string start) => new(Files) { Start = start };

    /// <summary>The fixture with an empty <c>src/lib.rs</c> for every package that has no Rust file of its own.</summary>
    public TextFixture WithLibraries()
    {
        var all = Files;
        foreach (var (path, bytes) in Files)
        {
            var name = path[(path.LastIndexOf('/') + 1)..];
            var directory = path[..^name.Length];
            if (name == "Cargo.toml" && PackageTable.IsMatch(Encoding.Latin1.GetString(bytes)) && !Files.Keys.Any(f => IsSource(f, directory)))
            {
                all = all.SetItem(directory + "src/lib.rs", []);
            }
        }

        return new(all) { Start = Start };
    }

    /// <summary>The tree in memory.</summary>
    public MemoryTree ToTree() => new(Files.Select(f => KeyValuePair.Create(f.Key, (ReadOnlyMemory<byte>)f.Value)));

    /// <summary>Writes the files below a directory.</summary>
    /// <param name="directory">The directory's absolute path.</param>
    public void WriteTo(string directory)
    {
        foreach (var (path, bytes) in Files)
        {
            var file = Path.Combine(directory, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, bytes);
        }
    }

    /// <summary>The fixture as it would be read: for messages.</summary>
    public override string ToString() =>
        string.Concat(Files.Select(f => $"{Header}{f.Key}\n{WithNewline(Encoding.UTF8.GetString(f.Value))}"));

    private static string WithNewline(string text) => text.Length == 0 || text.EndsWith('\n') ? text : text + "\n";

    // "a/src/lib.rs" and "a/main.rs" are of the package in "a/"; "a/b/src/lib.rs" is of the one in "a/b/".
    private static bool IsSource(string file, string directory) =>
        file.EndsWith(".rs", StringComparison.Ordinal) && file.StartsWith(directory, StringComparison.Ordinal)
        && (file.IndexOf('/', directory.Length) < 0 || file.AsSpan(directory.Length).StartsWith("src/", StringComparison.Ordinal));

    [GeneratedRegex("""^(\u00EF\u00BB\u00BF)?\s*(\[\s*["']?(package|project)["']?\s*[\].]|["']?(package|project)["']?\s*[.=])""", RegexOptions.Multiline)]
    private static partial Regex PackageTable { get; }
}
