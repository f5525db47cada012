using CsCheck;
using Harness.Trees;

namespace Harness.Tests.Inference;

/// <summary>A random workspace without circles: packages in nested and common directories, with names that begin alike or look odd.</summary>
internal sealed record InferredWorkspace(string[] Directories, (int From, int To)[] Edges)
{
    private static readonly string[] Words = ["net", "db", "ty", "core", "ñandú", "x", "net-api", "db_types"];

    private static readonly string[] Parents = ["", "crates/", "crates/", "crates/net/", "tools/", "a/b/c/", "!odd/", "@odd/", "sp ace/", "crates/net-x/"];

    public static Gen<InferredWorkspace> Any { get; } =
        from places in Gen.Select(Gen.Int[0, Parents.Length - 1], Gen.Int[0, Words.Length - 1], Gen.Int[0, 3]).Array[1, 40]
        from edges in Gen.Select(Gen.Int[0, places.Length - 1], Gen.Int[0, places.Length - 1]).Array[0, 90]
        select Create(places, edges);

    public MemoryTree ToTree(params KeyValuePair<string, string>[] more) => MemoryTree.FromText(Files().Concat(more));

    public override string ToString() => string.Join(", ", Edges.Select(e => $"{Directories[e.From]} -> {Directories[e.To]}").Prepend(string.Join(' ', Directories)));

    private static InferredWorkspace Create((int Parent, int Word, int Form)[] places, (int, int)[] edges)
    {
        // Each name carries its number, so that no two are the same.
        var directories = new List<string>();
        foreach (var (parent, word, form) in places)
        {
            var name = form switch { 0 => $"{Words[word]}{directories.Count}", 1 => $"{Words[word]}-p{directories.Count}", 2 => $"{Words[word]}_p{directories.Count}", _ => $"p{directories.Count}" };
            directories.Add(form == 3 && directories.Count > 0 ? $"{directories[word % directories.Count]}/{name}" : Parents[parent] + name);
        }

        var rising = edges.Select(e => (From: Math.Max(e.Item1, e.Item2), To: Math.Min(e.Item1, e.Item2))).Where(e => e.From != e.To).Distinct().ToArray();
        return new InferredWorkspace([.. directories], rising);
    }

    private static string NameOf(string directory) => directory[(directory.LastIndexOf('/') + 1)..];

    private IEnumerable<KeyValuePair<string, string>> Files()
    {
        yield return new("Cargo.toml", $"[workspace]\nresolver = \"2\"\nmembers = [{string.Join(", ", Directories.Select(d => $"\"{d}\""))}]\n");
        for (var i = 0; i < Directories.Length; i++)
        {
            var uses = Edges.Where(e => e.From == i).Select(e => Directories[e.To]);
            var lines = uses.Select(d => $"{NameOf(d)} = {{ path = \"{RepoPath.Parse(d).RelativeTo(RepoPath.Parse(Directories[i]))}\" }}\n");
            yield return new($"{Directories[i]}/Cargo.toml", $"[package]\nname = \"{NameOf(Directories[i])}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\n{string.Concat(lines.Select(QuoteKey))}");
            yield return new($"{Directories[i]}/src/lib.rs", "");
        }
    }

    // A bare key of TOML has ASCII letters only.
    private static string QuoteKey(string line) => $"\"{line[..line.IndexOf(' ', StringComparison.Ordinal)]}\"{line[line.IndexOf(' ', StringComparison.Ordinal)..]}";
}
