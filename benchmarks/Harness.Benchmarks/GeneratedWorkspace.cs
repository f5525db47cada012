using System.Globalization;
using System.Text;

namespace Harness.Benchmarks;

/// <summary>
/// A workspace of any number of crates in five layers, ten edges a crate, the same for the same number. Half of the
/// dependencies are written out, half are inherited from the workspace.
/// </summary>
internal static class GeneratedWorkspace
{
    private const int EdgesPerCrate = 10;
    private const int Layers = 5;

    /// <summary>The policy: four layers whose siblings may use one another, and a top one whose may not.</summary>
    public const string Policy = """
        version = 1
        layers = [
          { name = "l4", crates = ["l4-*"] },
          { name = "l3", crates = ["l3-*"], siblings = "allow" },
          { name = "l2", crates = ["l2-*"], siblings = "allow" },
          { name = "l1", crates = ["l1-*"], siblings = "allow" },
          { name = "l0", crates = ["l0-*"], siblings = "allow" },
        ]
        """;

    /// <summary>Writes a workspace below a directory.</summary>
    public static void Write(string directory, int crates)
    {
        foreach (var (path, text) in Files(crates))
        {
            var full = Path.Join(directory, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, text);
        }
    }

    /// <summary>The files of a workspace.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Files(int crates)
    {
        yield return new("Cargo.toml", Root(crates));
        for (var i = 0; i < crates; i++)
        {
            yield return new($"crates/{Name(i, crates)}/Cargo.toml", Crate(i, crates));
            yield return new($"crates/{Name(i, crates)}/src/lib.rs", "");
        }
    }

    private static string Name(int index, int crates) =>
        string.Create(CultureInfo.InvariantCulture, $"l{(long)index * Layers / crates}-crate-{index:D5}");

    private static string Root(int crates)
    {
        var text = new StringBuilder("[workspace]\nresolver = \"2\"\nmembers = [\"crates/*\"]\n\n[workspace.package]\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[workspace.dependencies]\n");
        for (var i = 0; i < crates; i++)
        {
            var name = Name(i, crates);
            text.Append(CultureInfo.InvariantCulture, $"{name} = {{ path = \"crates/{name}\" }}\n");
        }

        return text.ToString();
    }

    private static string Crate(int index, int crates)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"[package]\nname = \"{Name(index, crates)}\"\nversion.workspace = true\nedition.workspace = true\n\n[dependencies]\n");
        foreach (var target in Targets(index))
        {
            var name = Name(target, crates);
            text.Append(target % 2 == 0 ? $"{name}.workspace = true\n" : $"{name} = {{ path = \"../{name}\" }}\n");
        }

        return text.ToString();
    }

    // Knuth's multiplicative hash spreads the targets over all crates before this one.
    private static IEnumerable<int> Targets(int index) =>
        Enumerable.Range(1, 4 * EdgesPerCrate)
            .Select(k => index == 0 ? -1 : (int)((uint)(((index * 41) + k) * 2654435761u) % (uint)index))
            .Where(t => t >= 0)
            .Distinct()
            .Take(EdgesPerCrate)
            .Order();
}
