namespace Harness.Tests.Workspaces;

/// <summary>Spoils a generated workspace, mostly beyond what Cargo takes.</summary>
internal sealed class Breakage(Dice dice, Dictionary<string, string> files)
{
    private static readonly string[] Replacements =
    [
        "name = \"=>name = \"9", "path = \"=>path = \"none/", "version = \"=>version = \"x", "true=>\"true\"", "members = [=>members = [\"none\", ",
        "members = [=>members = [\"none*\", ", "members = [=>members = [\"out/*\", ", "members = [=>members = [\".\", ", "members = [=>members = [\"**\", ",
        "exclude = [=>exclude = [\"crates\", ", "exclude = [=>exclude = [\".\", ", "dependencies]=>dev-dependencies]", "edition = \"=>edition = \"1",
        "workspace = true=>workspace = false", "cfg(=>cfg(not(", "optional = true=>optional = 1", "features = [=>features = [1, ", "[workspace]\n=>",
        "[package]\n=>[package]\nname = \"twice\"\n", "package = \"=>package = \"-", "branch = =>path = ", "git = =>registry = ", "= {=>= [{",
        "[package]=>[project]", "edition = \"2021\"=>edition = \"2024\"", "version = \"1=>version = \"01", "= [=>= ", "\"=>'", "]\n=>]\n\n[patch.crates-io]\n",
        "[features]=>[features]\nf = [\"none\"]", "[features]=>[features]\nf = [\"dep:none\"]", "name = =>links = \"z\"\nname = ", "name = =>build = \"none.rs\"\nname = ",
        "name = =>workspace = \"none\"\nname = ", "[package]=>[workspace]\n[package]", "members = =>default-members = [\"none\"]\nmembers = ", "name = =>#name = ",
        "name = =>autobins = false\nname = ", "[package]=>[lib]\nname = \"l\"\n[package]", "[package]=>[[bin]]\nname = \"b\"\n[package]", "[package]=>[lints]\nworkspace = true\n[package]",
    ];

    /// <summary>Does one thing to one file.</summary>
    /// <param name="root">The root manifest, which is spoiled more often than others.</param>
    public void Apply(string root)
    {
        var file = dice.Chance(30) ? root : dice.Pick(files.Keys.Order(StringComparer.Ordinal).ToArray());
        switch (dice.Below(12))
        {
            case 0:
                files.Remove(file == root ? files.Keys.Max(StringComparer.Ordinal)! : file);
                break;
            case 1:
                DropLine(file);
                break;
            case 2:
                RepeatLine(file);
                break;
            case 3:
                files[file] = files[file].Insert(dice.Below(files[file].Length + 1), dice.Pick("\"", "=", "]", "\n[", "x", "#", "\n\n", " ", "\r", "\0", "\t", "[dependencies]\n", "'"));
                break;
            default:
                Replace(file);
                break;
        }
    }

    // Several tries: many a replacement finds nothing in a small file.
    private void Replace(string file)
    {
        for (var tries = 0; tries < 8; tries++)
        {
            var (old, replacement) = dice.Pick(Replacements).Split("=>") is [var a, var b] ? (a, b) : throw new InvalidOperationException("a replacement has two sides");
            var at = files[file].IndexOf(old, StringComparison.Ordinal);
            if (at >= 0)
            {
                files[file] = string.Concat(files[file].AsSpan(0, at), replacement, files[file].AsSpan(at + old.Length));
                return;
            }
        }
    }

    private void DropLine(string file)
    {
        var lines = files[file].Split('\n').ToList();
        lines.RemoveAt(dice.Below(lines.Count));
        files[file] = string.Join('\n', lines);
    }

    private void RepeatLine(string file)
    {
        var lines = files[file].Split('\n').ToList();
        lines.Insert(dice.Below(lines.Count), lines[dice.Below(lines.Count)]);
        files[file] = string.Join('\n', lines);
    }
}
