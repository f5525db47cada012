using System.Globalization;
using System.Text;
using Harness.Testing;

namespace Harness.Tests.Workspaces;

/// <summary>Makes random workspaces, most of them valid, in the many spellings that Cargo knows.</summary>
internal sealed class WorkspaceGenerator(Dice dice)
{
    private const string Root = "ws";
    private readonly List<GeneratedCrate> crates = [];
    private readonly Dictionary<string, string> files = new(StringComparer.Ordinal);
    private readonly List<string> shared = [];
    private string sharedEdition = "2021";
    private bool hasRootPackage;

    /// <summary>The next workspace, to be started at its root.</summary>
    public TextFixture Next()
    {
        hasRootPackage = dice.Chance(50);
        sharedEdition = dice.Pick("2015", "2018", "2021", "2024");
        PlanCrates();
        var root = new StringBuilder();
        WriteWorkspace(root);
        if (hasRootPackage)
        {
            new PackageGenerator(dice, crates, shared, sharedEdition).Write(root, new GeneratedCrate("root", ".", CrateRole.Listed));
        }

        new SectionGenerator(dice).Write(root, hasRootPackage ? SectionScope.Package : SectionScope.Virtual);

        files[$"{Root}/Cargo.toml"] = root.ToString();
        foreach (var crate in crates)
        {
            var text = new StringBuilder();
            new PackageGenerator(dice, crates, shared, sharedEdition).Write(text, crate);
            new SectionGenerator(dice).Write(text, SectionScope.Package);
            files[Normal($"{Root}/{crate.Directory}/Cargo.toml")] = text.ToString();
        }

        if (dice.Chance(25))
        {
            WriteNested();
        }

        if (dice.Chance(30))
        {
            WriteConfiguration();
        }

        if (dice.Chance(20))
        {
            new Breakage(dice, files).Apply($"{Root}/Cargo.toml");
        }
        else if (dice.Chance(15))
        {
            var file = dice.Chance(40) ? $"{Root}/Cargo.toml" : dice.Pick(files.Keys.Where(f => f.EndsWith("Cargo.toml", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray());
            files[file] = new ValueNoise(dice).Add(files[file]);
        }

        return Encode().WithLibraries();
    }

    private static string Normal(string path) => Harness.Trees.RepoPath.Parse(path).Value;

    private void PlanCrates()
    {
        var count = 1 + dice.Below(7);
        for (var i = 0; i < count; i++)
        {
            var name = dice.Pick("core", "util", "a-b", "a_b", "x", "ñandú", "net", "_", "Ünder", "test-", "名前") + i.ToString(CultureInfo.InvariantCulture);
            var role = dice.Below(12) switch { 0 => CrateRole.Excluded, 1 => CrateRole.Pointing, 2 => CrateRole.Outside, 3 or 4 => CrateRole.Unlisted, _ => CrateRole.Listed };
            crates.Add(new GeneratedCrate(name, Place(role) + name, role));
        }
    }

    private string Place(CrateRole role) => role switch
    {
        CrateRole.Excluded => dice.Pick("out/", "crates/out/"),
        CrateRole.Pointing or CrateRole.Outside => "../",
        CrateRole.Unlisted => dice.Pick("hidden/", "hidden/.deep/"),
        _ => dice.Pick("crates/", "crates/", "tools/", "", "a/b/", ".dot/"),
    };

    private void WriteWorkspace(StringBuilder text)
    {
        text.Append("[workspace]\n");
        text.Append("members = [").AppendJoin(", ", MemberEntries().Select(m => $"\"{m}\"")).Append("]\n");
        var exclude = new List<string> { dice.Pick("out", "./out", "out/"), "crates/out" };
        exclude.AddRange(dice.Chance(20) ? [dice.Pick("none", "crates/*", "x/../a", "crates/cor")] : []);
        text.Append(dice.Chance(50) ? "exclude = [\n" : "exclude = [").AppendJoin(", ", exclude.Select(m => $"'{m}'")).Append(" ]\n");
        var listed = crates.Where(c => c.Role == CrateRole.Listed).ToArray();
        if (listed.Length > 0 && dice.Chance(30))
        {
            text.Append(dice.Pick("default-members", "default-members", "default_members")).Append(" = [\"").Append(DefaultMember(dice.Pick(listed).Directory)).Append("\"]\n");
        }

        text.Append(dice.Pick("", "resolver = \"2\"\n", "resolver = \"3\"\n", "unknown = 1\n"));
        text.Append("[workspace.package]\nversion = \"1.2.3\"\nedition = \"").Append(sharedEdition).Append("\"\n");
        text.Append("authors = [\"x\"]\nlicense = \"MIT\"\nrust-version = \"1.85\"\npublish = false\n");
        WriteSharedDependencies(text);
        text.Append(dice.Pick("", "[workspace.lints.rust]\nunsafe_code = \"forbid\"\n", "[workspace.metadata.x]\ny = 1\n", "[profile.release]\nlto = true\n"));
    }

    private string DefaultMember(string directory) => dice.Below(8) switch
    {
        0 => directory + "/",
        1 => "./" + directory,
        2 => directory[..^1] + "*",
        3 when hasRootPackage => ".",
        _ => directory,
    };

    // Every listed crate stands in the list, by its own path or by a glob that catches nothing else.
    private List<string> MemberEntries()
    {
        var entries = new List<string>();
        foreach (var crate in crates.Where(c => c.Role is CrateRole.Listed or CrateRole.Pointing))
        {
            var cut = crate.Directory.LastIndexOf('/') + 1;
            var (parent, name) = (crate.Directory[..cut], crate.Directory[cut..]);
            entries.Add(dice.Below(9) switch
            {
                0 when cut > 0 && crate.Role == CrateRole.Listed && parent != "crates/" => parent + "*",
                1 => parent + name[..1] + "*" + name[^1],
                2 => parent + name[..^1] + "?",
                3 => $"{parent}{name[..^1]}[{name[^1]}-{name[^1]}]",
                4 => $"./{crate.Directory}",
                5 => $"{crate.Directory}/",
                6 => $"{parent}[!Z]{name[1..]}",
                _ => crate.Directory,
            });
        }

        if (crates.Any(c => c.Role == CrateRole.Listed && c.Directory.StartsWith("crates/", StringComparison.Ordinal)) && dice.Chance(30))
        {
            entries.Insert(dice.Below(entries.Count + 1), "crates/*");
        }

        return entries;
    }

    private void WriteSharedDependencies(StringBuilder text)
    {
        var entries = new List<GeneratedDependency>();
        for (var i = dice.Below(4); i > 0; i--)
        {
            var key = "shared" + i.ToString(CultureInfo.InvariantCulture);
            var source = new SourceGenerator(dice, crates).Next(".", key);
            entries.Add(new(key, [.. source, .. SourceGenerator.Extras(dice, DefaultFeatures.Dashed)]));
            shared.Add(key);
        }

        if (entries.Count > 0)
        {
            GeneratedDependency.WriteTable(text, dice, "workspace.dependencies", entries);
        }
    }

    // A workspace of its own below the root: excluded it is nobody's business, and a path may still lead into it.
    private void WriteNested()
    {
        files[$"{Root}/out/nested/Cargo.toml"] = "[workspace]\nmembers = [\"in\"]\npackage.version = \"7.0.0\"\n";
        files[$"{Root}/out/nested/in/Cargo.toml"] = "[package]\nname = \"inner\"\nversion.workspace = true\n";
        var user = dice.Pick(files.Keys.Where(f => !f.Contains("nested", StringComparison.Ordinal) && f.Contains("crates/", StringComparison.Ordinal) && !f.Contains("out", StringComparison.Ordinal)).Append("").ToArray());
        if (user.Length > 0)
        {
            var up = string.Concat(Enumerable.Repeat("../", user.Count(c => c == '/') - 1));
            files[user] += $"[target.nested.dependencies]\ninner.path = \"{up}out/nested/in\"\n";
        }
    }

    // Defines the registry that dependencies may name, here, above, or in a file of its own.
    private void WriteConfiguration()
    {
        var index = dice.Pick("https://corp.example/index", "sparse+https://corp.example/index/", "ssh://git@corp.example/Index.git");
        var definition = $"[registries.corp]\nindex = \"{index}\"\n";
        var directory = dice.Pick($"{Root}/.cargo", ".cargo");
        var name = dice.Pick("config.toml", "config.toml", "config");
        var included = dice.Chance(30);
        files[$"{directory}/{name}"] = included ? "include = [\"more.toml\", { path = \"none.toml\", optional = true }]\n" : definition;
        if (included)
        {
            files[$"{directory}/more.toml"] = definition;
        }

        foreach (var file in files.Keys.Where(f => f.EndsWith("Cargo.toml", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray())
        {
            if (dice.Chance(40) && !files[file].Contains("corporate", StringComparison.Ordinal) && files[file].Contains("package", StringComparison.Ordinal) && file != $"{Root}/Cargo.toml")
            {
                files[file] += "\n[target.corporate.dependencies]\ncorporate = { version = \"1\", registry = \"corp\" }\n";
            }
        }
    }

    private TextFixture Encode()
    {
        var (mark, returns) = (dice.Chance(5), dice.Chance(15));
        byte[] Bytes(string text) => Encoding.UTF8.GetBytes((mark ? "\uFEFF" : "") + (returns ? text.Replace("\n", "\r\n", StringComparison.Ordinal) : text));
        return new TextFixture(files.Select(f => KeyValuePair.Create(f.Key, Bytes(f.Value)))) { Start = Root };
    }
}
