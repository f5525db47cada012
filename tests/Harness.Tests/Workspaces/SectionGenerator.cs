using System.Globalization;
using System.Text;

namespace Harness.Tests.Workspaces;

/// <summary>What a manifest is of.</summary>
internal enum SectionScope
{
    /// <summary>A workspace without a package.</summary>
    Virtual,

    /// <summary>A package.</summary>
    Package,
}

/// <summary>Writes sections beside packages, workspaces and dependencies: what Cargo reads whole, though it changes no edge.</summary>
internal sealed class SectionGenerator(Dice dice)
{
    private static readonly string[] OfPackages =
    [
        "[lints.rust]\nunsafe_code = \"forbid\"\nunused = { level = \"warn\", priority = -1 }\n", "[lints.clippy]\nall = \"deny\"\n[lints.other]\n\"a::b\" = \"warn\"\n",
        "[lints.rust]\nunexpected_cfgs = { level = \"warn\", check-cfg = ['cfg(x)'] }\n", "[badges]\nci = { repository = \"x\" }\n", "[badges.ci]\nx = \"y\"\n",
        "[hints]\nmostly-unused = true\n", "[lib]\ndoctest = false\n", "[lib]\npath = \"src/lib.rs\"\ncrate-type = [\"cdylib\", \"rlib\"]\n",
        "[lib]\nname = \"other\"\nproc-macro = true\nedition = \"2018\"\n", "[[bin]]\nname = \"tool\"\npath = \"../tool.rs\"\nrequired-features = [\"none\"]\n",
        "[[bin]]\nname = \"a\"\npath = \"a.rs\"\n[[bin]]\nname = \"b\"\npath = \"a.rs\"\n", "[[test]]\nname = \"none\"\n", "[[example]]\nname = \"e\"\ncrate-type = [\"staticlib\"]\n",
        "[[bench]]\nname = \"b\"\nharness = false\n", "[package.metadata.docs.rs]\nall-features = true\n", "[[package.metadata.x]]\ny = 1\n[[package.metadata.x]]\ny = 2\n",
    ];

    private static readonly string[] OfAll =
    [
        "[profile.release]\nlto = \"thin\"\nopt-level = 3\ncodegen-units = 1\npanic = \"abort\"\nstrip = true\n", "[profile.dev]\ndebug = 1\nincremental = true\n",
        "[profile.dev.package.\"*\"]\nopt-level = 2\n", "[profile.release.build-override]\nopt-level = \"s\"\n", "[profile.custom]\ninherits = \"release\"\ndebug = \"line-tables-only\"\n",
        "[profile.dev.package.\"x@1.2\"]\nopt-level = 9\n[profile.dev.package.\"https://example.org/x#y\"]\nopt-level = 0\n", "[profile.test]\npanic = \"unwind\"\nrpath = false\n",
        "[patch.crates-io]\npatched = { path = \"patched\" }\nother = { git = \"https://example.org/x.git\", branch = \"b\", package = \"real\" }\n",
        "[patch.\"https://example.org/x\"]\npatched = { version = \"1\", path = \"none\" }\n", "[patch.\"https://github.com/rust-lang/crates.io-index\"]\npatched = \"1\"\n",
        "[replace]\n\"foo:1.2.3\" = { path = \"none\" }\n\"https://example.org/x#bar@1.0.0\" = { git = \"https://example.org/x\" }\n", "[unknown]\nx = 1\n", "[unknown.deep]\nx = { y = [1, \"2\"] }\n",
    ];

    private static readonly string[] Wrong =
    [
        "[patch.crates-io]\np = { path = \"x\" }\n[replace]\n\"p:1.0.0\" = { path = \"x\" }\n", "[replace]\n\"p:1\" = { path = \"x\" }\n", "[replace]\np = { path = \"x\" }\n",
        "[replace]\n\"p:1.0.0\" = \"1.0.0\"\n", "[patch.\"a b\"]\nx = \"1\"\n", "[patch.\"x/y\"]\n", "[profile.dev]\npanic = \"never\"\n", "[profile.dev]\nlto = \"true\"\n", "[profile.debug]\n",
        "[profile.x.package.y.package.z]\n", "[profile.dev.package.\"a b\"]\n", "[profile.dev.package.\"x@^1\"]\n", "[profile.x]\ninherits = \"debug\"\n", "[lints.rust]\n\"clippy::x\" = \"warn\"\n",
        "[lib]\nname = \"a-b\"\n", "[lib]\nproc_macro = true\n", "[lib]\ncrate_type = [\"lib\"]\n", "[[bin]]\nname = \"deps\"\npath = \"x.rs\"\n", "[[bin]]\nname = \"x\"\n", "[[bin]]\nname = \" \"\npath = \"x.rs\"\n",
        "[[bin]]\nname = \"x\"\npath = \"x.rs\"\ncrate_type = [\"bin\"]\n", "[[bin]]\nname = \"x\"\npath = \"x.rs\"\nproc_macro = true\n", "[[test]]\nname = \"x\"\npath = \"x.rs\"\nproc_macro = false\n",
        "[[example]]\nname = \"x\"\npath = \"x.rs\"\n[[example]]\nname = \"x\"\npath = \"y.rs\"\n", "[dependencies.noise]\nversion = \"1\"\nartifact = \"bin\"\n", "[dependencies.noise]\ngit = \"https://example.org/x\"\nregistry = \"crates-io\"\n",
    ];

    /// <summary>Some sections that fit the manifest, seldom one that does not.</summary>
    /// <param name="text">The manifest so far.</param>
    /// <param name="scope">What the manifest is of.</param>
    public void Write(StringBuilder text, SectionScope scope)
    {
        for (var i = dice.Below(3); i > 0; i--)
        {
            Append(text, dice.Chance(4) ? Wrong : scope == SectionScope.Package && dice.Chance(60) ? OfPackages : OfAll);
        }

        if (dice.Chance(2))
        {
            // Cargo takes eighty levels.
            var depth = 76 + dice.Below(6);
            text.Append(CultureInfo.InvariantCulture, $"[unknown-deep]\nx = {new string('[', depth)}{new string(']', depth)}\n");
        }
    }

    private void Append(StringBuilder text, string[] sections)
    {
        var section = dice.Pick(sections);
        var soFar = text.ToString();
        if (!section.Split('\n').Any(line => line.StartsWith('[') && !line.StartsWith("[[", StringComparison.Ordinal) && soFar.Contains(line, StringComparison.Ordinal)))
        {
            text.Append(section);
        }
    }
}
