using System.Globalization;
using System.Text;
using Harness.Trees;

namespace Harness.Tests.Workspaces;

/// <summary>Writes the manifest of one generated crate.</summary>
internal sealed class PackageGenerator(Dice dice, IReadOnlyList<GeneratedCrate> crates, IReadOnlyList<string> shared, string sharedEdition)
{
    private readonly Dictionary<string, List<(string Key, string Value)>> sources = new(StringComparer.Ordinal);
    private readonly HashSet<string> optional = new(StringComparer.Ordinal);
    private string edition = "2015";

    public void Write(StringBuilder text, GeneratedCrate crate)
    {
        WritePackage(text, crate);
        foreach (var (header, kind) in Tables())
        {
            WriteTable(text, crate, header, kind);
        }

        WriteFeatures(text);
        text.Append(dice.Pick("", "", "", "[package.metadata.x]\ny = 1\n", "[badges]\n", "[unknown]\nx = 1\n", "[lints.rust]\nunsafe_code = \"forbid\"\n"));
    }

    private void WritePackage(StringBuilder text, GeneratedCrate crate)
    {
        var lines = new List<string> { $"name = \"{crate.Name}\"" };
        lines.Add(ChooseEdition(crate));
        lines.AddRange(dice.Below(3) switch
        {
            0 => [],
            1 when crate.MayInherit => [dice.Pick("version.workspace = true", "version = { workspace = true }")],
            _ => [$"version = \"{dice.Pick("0.1.0", "1.0.0-rc.1", "2.3.4+build", "10.20.30")}\""],
        });
        foreach (var field in new[] { "authors", "license", "publish" })
        {
            lines.AddRange(crate.MayInherit && dice.Chance(15) ? [$"{field}.workspace = true"] : []);
        }

        if (crate.Role == CrateRole.Pointing)
        {
            lines.Add(dice.Pick("workspace = \"../ws\"", "workspace = \"../ws/\"", "workspace = \"./../ws\""));
        }

        var name = edition != "2024" && dice.Chance(6) ? "project" : "package";
        var dotted = text.Length == 0 && dice.Chance(20);
        text.Append(dotted ? "" : $"[{name}]\n");
        foreach (var line in lines.Where(l => l.Length > 0))
        {
            text.Append(dotted ? $"{name}." : "").Append(line).Append('\n');
        }
    }

    private string ChooseEdition(GeneratedCrate crate)
    {
        if (crate.MayInherit && dice.Chance(30))
        {
            edition = sharedEdition;
            return "edition.workspace = true";
        }

        edition = dice.Pick("2015", "2018", "2021", "2021", "2024", "2024");
        return edition == "2015" && dice.Chance(70) ? "" : $"edition = \"{edition}\"";
    }

    private IEnumerable<(string Header, string Kind)> Tables()
    {
        foreach (var kind in new[] { "dependencies", "dev-dependencies", "build-dependencies" })
        {
            if (dice.Chance(kind == "dependencies" ? 70 : 30))
            {
                yield return (Spell(kind), kind);
            }
        }

        foreach (var target in new[] { "'cfg(unix)'", "\"cfg(windows)\"", "x86_64-unknown-linux-gnu", "'cfg( all(unix,not(target_os=\"macos\")) )'", "'cfg(any(feature = \"f\", target_pointer_width = \"64\"))'", "'cfg(false)'" })
        {
            if (dice.Chance(9))
            {
                var kind = dice.Pick("dependencies", "dependencies", "dev-dependencies", "build-dependencies");
                yield return ($"target.{target}.{Spell(kind)}", kind);
            }
        }
    }

    private string Spell(string kind) => edition != "2024" && dice.Chance(10) ? kind.Replace('-', '_') : kind;

    private void WriteTable(StringBuilder text, GeneratedCrate crate, string header, string kind)
    {
        var entries = new Dictionary<string, GeneratedDependency>(StringComparer.Ordinal);
        for (var i = dice.Below(4); i > 0; i--)
        {
            var key = ChooseKey(crate);
            if (entries.ContainsKey(key))
            {
                continue;
            }

            var fields = SourceOf(crate, key).Concat(ExtrasOf(key)).ToList();
            if (kind == "dependencies" && dice.Chance(20))
            {
                fields.Add(("optional", "true"));
                optional.Add(key);
            }

            entries.Add(key, new GeneratedDependency(key, fields));
        }

        GeneratedDependency.WriteTable(text, dice, header, [.. entries.Values]);
    }

    private string ChooseKey(GeneratedCrate crate) => dice.Below(10) switch
    {
        < 3 when crate.MayInherit && shared.Count > 0 => dice.Pick(shared),
        < 7 => dice.Pick(crates).Name is var name && name.All(char.IsAscii) ? name : "ascii",
        _ => dice.Pick("serde", "log", "some_crate", "key-" + dice.Below(5).ToString(CultureInfo.InvariantCulture)),
    };

    // One key has one source in all tables of a package: Cargo refuses others.
    private List<(string Key, string Value)> SourceOf(GeneratedCrate crate, string key)
    {
        if (!sources.TryGetValue(key, out var source))
        {
            source = shared.Contains(key) && crate.MayInherit ? [("workspace", "true")] : new SourceGenerator(dice, crates).Next(crate.Directory, key);
            sources.Add(key, source);
        }

        return source;
    }

    // Beside "workspace = true" edition 2024 refuses "default-features = false" where the workspace has them on.
    private IEnumerable<(string Key, string Value)> ExtrasOf(string key) =>
        SourceGenerator.Extras(dice, edition == "2024" ? DefaultFeatures.Dashed : DefaultFeatures.Either)
            .Where(extra => edition != "2024" || !shared.Contains(key) || extra.Value != "false");

    private void WriteFeatures(StringBuilder text)
    {
        if (dice.Chance(70))
        {
            return;
        }

        text.Append("[features]\ndefault = [\"extra\"]\nextra = []\n");
        foreach (var key in optional)
        {
            text.Append("with-").Append(key.Replace("ñ", "n", StringComparison.Ordinal)).Append(" = [\"")
                .Append(dice.Pick(key, key + "/f", key + "?/f")).Append("\"]\n");
        }
    }
}
