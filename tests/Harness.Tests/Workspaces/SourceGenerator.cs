using System.Globalization;
using Harness.Trees;

namespace Harness.Tests.Workspaces;

/// <summary>Which spelling of <c>default-features</c> may be used.</summary>
internal enum DefaultFeatures
{
    /// <summary>The dashed one only.</summary>
    Dashed,

    /// <summary>The one with an underscore as well.</summary>
    Either,
}

/// <summary>Where a dependency comes from: a path, a registry, git.</summary>
internal sealed class SourceGenerator(Dice dice, IReadOnlyList<GeneratedCrate> crates)
{
    private static readonly string[] Requirements =
        ["1", "1.2", "=1.2.3", "~1.2", ">=1, <2", "*", "1.*", "^0.1", "1.2.3-alpha.1", " 1 ", ">= 1.0 ,<2", "<=3.1", ">1", "0.0.1", "1.2.*", "~0", "1.0.0+meta"];

    /// <summary>The keys that name a source, seen from a directory.</summary>
    /// <param name="from">The directory that paths start from, from the workspace's root.</param>
    /// <param name="key">The dependency's key.</param>
    public List<(string Key, string Value)> Next(string from, string key)
    {
        var fields = new List<(string, string)>();
        var chosen = dice.Below(10);
        if (chosen < 5)
        {
            var crate = dice.Pick(crates);
            fields.Add(("path", $"\"{Spell(Relative(from, crate.Directory))}\""));
            if (crate.Name != key && dice.Chance(80))
            {
                fields.Add(("package", $"\"{crate.Name}\""));
            }

            if (dice.Chance(25))
            {
                fields.Add(("version", Requirement()));
            }
        }
        else if (chosen < 8)
        {
            fields.Add(("version", Requirement()));
            fields.AddRange(dice.Chance(15) ? [("package", "\"renamed-crate\"")] : []);
        }
        else
        {
            AddGit(fields);
        }

        return fields;
    }

    /// <summary>Keys beside the source that any dependency may have.</summary>
    public static IEnumerable<(string Key, string Value)> Extras(Dice dice, DefaultFeatures spelling)
    {
        if (dice.Chance(25))
        {
            yield return ("features", dice.Pick("[]", "[\"f\"]", "[\"z\", \"a\", \"z\"]", "[\n  'one', # more\n  \"two\",\n]"));
        }

        if (dice.Chance(20))
        {
            var key = spelling == DefaultFeatures.Either && dice.Chance(40) ? "default_features" : "default-features";
            yield return (key, dice.Pick("true", "false"));
        }

        if (dice.Chance(4))
        {
            yield return ("unknown-key", "3");
        }
    }

    private string Requirement() => $"\"{dice.Pick(Requirements)}\"";

    private void AddGit(List<(string, string)> fields)
    {
        // Several spellings of one repository among them: Cargo prints everywhere the one it met first.
        fields.Add(("git", dice.Pick(
            "\"https://example.org/x\"", "\"https://example.org/x/\"", "\"https://example.org/x.git\"", "\"https://example.org/y.git\"", "\"ssh://git@example.org/z\"",
            "\"https://EXAMPLE.org/w/\"", "\"https://github.com/Owner/Name\"", "\"https://GitHub.com/owner/name.git\"", "\"http://github.com/owner/name/\"", "\"ssh://git@github.com/owner/name\"")));
        fields.AddRange(dice.Below(5) switch
        {
            0 => [("branch", "\"main\"")],
            1 => [("tag", "\"v1.0\"")],
            2 => [("rev", "\"0123abcd\"")],
            _ => [],
        });
        fields.AddRange(dice.Chance(25) ? [("version", Requirement())] : []);
    }

    // Odd spellings of the same path.
    private string Spell(string path) => dice.Below(8) switch
    {
        0 => $"./{path}",
        1 => $"{path}/",
        2 => $"none{dice.Below(2).ToString(CultureInfo.InvariantCulture)}/../{path}",
        3 => path.Replace("/", "//", StringComparison.Ordinal),
        _ => path,
    };

    private static string Relative(string from, string to) =>
        RepoPath.Parse($"ws/{to}").RelativeTo(RepoPath.Parse($"ws/{from}"));
}
