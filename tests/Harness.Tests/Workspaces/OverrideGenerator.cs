using System.Text;
using Harness.Testing;

namespace Harness.Tests.Workspaces;

/// <summary>
/// Random workspaces with overrides: two members that use a few crates of the registry, and local copies of these that
/// <c>[patch]</c>, <c>[replace]</c> or a configuration puts in their place. What the registry alone decides is left out, for the tree
/// cannot tell: a version newer than a patch, whether a replaced version exists, requirements that no single version meets, and patches
/// that Cargo passes over because what they need does not exist.
/// </summary>
internal sealed class OverrideGenerator(Dice dice)
{
    /// <summary>The crates of the registry.</summary>
    public static readonly string[] Names = ["x", "y", "z"];

    /// <summary>Their versions there.</summary>
    public static readonly string[] Published = ["1.0.0", "2.0.0"];

    private static readonly string[] Met = ["1", "1.0", "1", "2", "1.0.0", "2.0"];
    private static readonly string[] Requirements = [.. Met, .. Met, .. Met, "1.5"];
    private static readonly string[] Versions = ["1.0.0", "1.0.0", "1.2.0", "1.9.0", "2.0.0", "2.3.0", "3.0.0"];
    private static readonly string[] Sources = ["crates-io", "\"https://github.com/rust-lang/crates.io-index\""];
    private readonly Dictionary<string, StringBuilder> files = new(StringComparer.Ordinal);

    public TextFixture Next()
    {
        Append("Cargo.toml", "[workspace]\nresolver = \"2\"\nmembers = [\"a\", \"b\"]\nexclude = [\"copies\"]\n");
        foreach (var member in new[] { "a", "b" })
        {
            AddPackage(member, member, "0.1.0", 70, Requirements);
        }

        var copies = Enumerable.Range(0, 1 + dice.Below(3)).Select(AddCopy).ToArray();
        dice.Pick<Action<Copy[]>>(PatchManifest, PatchManifest, PatchConfiguration, PatchBoth, Replace, OverridePaths)(copies);
        return TextFixture.Crates(string.Concat(files.Select(f => $"//- {f.Key}\n{f.Value}")));
    }

    private Copy AddCopy(int number)
    {
        var copy = new Copy(dice.Pick(Names), dice.Pick(Versions), $"copies/{number}");
        AddPackage(copy.Directory, copy.Name, copy.Version, 15, Met);
        return copy;
    }

    private void AddPackage(string directory, string name, string version, int density, string[] requirements)
    {
        var manifest = $"{directory}/Cargo.toml";
        Append(manifest, $"[package]\nname = \"{name}\"\nversion = \"{version}\"\nedition = \"2021\"\n");
        foreach (var used in Names.Where(n => n != name && dice.Chance(density)))
        {
            var requirement = dice.Pick(requirements);
            var table = dice.Pick("dependencies", "dependencies", "build-dependencies", "dev-dependencies", "target.'cfg(unix)'.dependencies");
            Append(manifest, dice.Chance(25)
                ? $"[{table}.other-{used}]\nversion = \"{requirement}\"\npackage = \"{used}\"\n"
                : $"[{table}.{used}]\nversion = \"{requirement}\"\n");
        }
    }

    private void PatchManifest(Copy[] copies) => Patch("Cargo.toml", copies);

    private void PatchConfiguration(Copy[] copies) => Patch(".cargo/config.toml", copies);

    private void PatchBoth(Copy[] copies)
    {
        PatchManifest([.. copies.Where(_ => dice.Chance(60))]);
        PatchConfiguration([.. copies.Where(_ => dice.Chance(60))]);
    }

    private void Patch(string file, Copy[] copies)
    {
        var source = dice.Pick(Sources);
        foreach (var (copy, number) in copies.Select((c, i) => (c, i)))
        {
            var isFirst = !copies.Take(number).Any(c => c.Name == copy.Name);
            Append(file, $"[patch.{source}.{(isFirst && dice.Chance(80) ? copy.Name : $"patch-{number}")}]\npackage = \"{copy.Name}\"\npath = \"{copy.Directory}\"\n");
            if (dice.Chance(25))
            {
                Append(file, $"version = \"{dice.Pick(Requirements)}\"\n");
            }
        }
    }

    // Only what the registry has can be replaced.
    private void Replace(Copy[] copies)
    {
        Append("Cargo.toml", "[replace]\n");
        foreach (var copy in copies.Where(c => Published.Contains(c.Version)).DistinctBy(c => (c.Name, c.Version)))
        {
            Append("Cargo.toml", $"\"{copy.Name}:{copy.Version}\" = {{ path = \"{copy.Directory}\" }}\n");
        }
    }

    // Of two copies of one crate below a directory, Cargo takes the one that the file system happens to list first.
    private void OverridePaths(Copy[] copies)
    {
        var paths = dice.Chance(20) && copies.DistinctBy(c => c.Name).Count() == copies.Length ? ["copies"] : copies.DistinctBy(c => c.Name).Select(c => c.Directory);
        Append(".cargo/config.toml", $"paths = [{string.Join(", ", paths.Select(p => $"\"{p}\""))}]\n");
    }

    private void Append(string file, string text) => (files.TryGetValue(file, out var known) ? known : files[file] = new StringBuilder()).Append(text);

    private sealed record Copy(string Name, string Version, string Directory);
}
