using Harness.Rights;
using Harness.Tests.Policies;
using Xunit;

namespace Harness.Tests.Rights;

public sealed class PolicyEffectTests
{
    private const string Root = "[workspace]\nmembers = [MEMBERS]\nresolver = \"3\"\n";
    private const string TwoMembers = "\"storage\", \"sql\"";

    [Theory]

    // Nothing about placement differs: other files, other dependencies, other words in the policy.
    [InlineData("storage/src/new.rs", "x", "")]
    [InlineData("sql/Cargo.toml", "[package]\nname = \"sql\"\nedition = \"2024\"\n[dependencies]\nstorage = { path = \"../storage\" }\n", "")]
    [InlineData("harness.toml", "POLICY# a comment\n", "")]

    // The policy says so.
    [InlineData("harness.toml", "POLICY[shared]\n\"tools/**\" = \"any\"\n", "")]
    [InlineData("harness.toml", "POLICY[agents.ops]\npaths = [\"tools/**\"]\n", "nobody -> ops: tools/a.sh and 1 more")]
    [InlineData("harness.toml", "POLICY[agents.ops]\npaths = [\"storage/data/**\"]\n", "db -> ops: storage/data/x.rs")]
    [InlineData("harness.toml", "POLICY[agents.ops]\ncrates = [\"./sql\"]\n", "")]

    // A package comes to lie around files: nobody's, and another's.
    [InlineData("tools/Cargo.toml", "[package]\nname = \"tool\"\nedition = \"2024\"\n[lib]\npath = \"x.rs\"\n", "nobody -> app: tools/a.sh and 1 more by tool")]
    [InlineData("storage/data/Cargo.toml", "[package]\nname = \"tool\"\nedition = \"2024\"\n[lib]\npath = \"x.rs\"\n", "db -> app: storage/data/x.rs by tool")]
    [InlineData("fresh/Cargo.toml", "[package]\nname = \"tool\"\nedition = \"2024\"\n[lib]\npath = \"x.rs\"\n", "")]
    public void Files_that_change_hands_by_themselves_are_told(string path, string text, string effect)
    {
        var tip = Tip();
        var after = new Dictionary<string, string>(tip, StringComparer.Ordinal) { [path] = text.Replace("POLICY", tip["harness.toml"], StringComparison.Ordinal) };
        if (path.EndsWith("Cargo.toml", StringComparison.Ordinal) && path != "sql/Cargo.toml")
        {
            after["Cargo.toml"] = Root.Replace("MEMBERS", $"{TwoMembers}, \"{path[..^11]}\"", StringComparison.Ordinal);
        }

        Assert.Equal(effect, Spell(tip, after));
    }

    [Fact]
    public void A_manifest_that_stood_there_and_becomes_a_member_takes_its_files()
    {
        var tip = Tip(("tools/Cargo.toml", "[package]\nname = \"tool\"\nedition = \"2024\"\n[lib]\npath = \"x.rs\"\n"));
        var after = With(tip, "Cargo.toml", Root.Replace("MEMBERS", $"{TwoMembers}, \"tools\"", StringComparison.Ordinal));

        Assert.Equal("nobody -> app: tools/Cargo.toml and 2 more by tool", Spell(tip, after));

        // It is judged no more: that is told of the package, and of no file once more.
        Assert.Equal("", Spell(after, tip));
    }

    [Fact]
    public void A_package_that_goes_leaves_its_files_to_the_one_around_it()
    {
        var tip = Tip(("storage/data/Cargo.toml", "[package]\nname = \"tool\"\nedition = \"2024\"\n[lib]\npath = \"x.rs\"\n"));
        tip["Cargo.toml"] = Root.Replace("MEMBERS", $"{TwoMembers}, \"storage/data\"", StringComparison.Ordinal);
        var after = Tip();

        Assert.Equal("app -> db: storage/data/x.rs by storage", Spell(tip, after));
    }

    [Theory]
    [InlineData("scripts/deploy.rs", "nobody -> base: scripts/run.sh by base")]
    [InlineData("src/deploy.rs", "")]
    [InlineData("deploy.rs", "")]
    [InlineData("storage/deploy.rs", "")]
    public void A_target_of_the_root_package_takes_its_directory(string target, string effect)
    {
        const string Package = "[package]\nname = \"base\"\nedition = \"2024\"\n";
        var root = Root.Replace("MEMBERS", TwoMembers, StringComparison.Ordinal);
        var tip = Tip(("Cargo.toml", Package + root), ("src/lib.rs", ""), ("scripts/run.sh", "run\n"));
        var after = With(tip, "Cargo.toml", $"{Package}[[bin]]\nname = \"deploy\"\npath = \"{target}\"\n{root}");

        Assert.Equal(effect, Spell(tip, after));
    }

    [Fact]
    public void What_a_package_hands_over_with_its_place_is_told_of_the_package()
    {
        var tip = Tip();
        var policy = tip["harness.toml"].Replace("crates = [\"sql\", \"tool\"]", "crates = [\"sql\", \"tool\", \"storage\"]", StringComparison.Ordinal)
            .Replace("crates = [\"storage\"]", "crates = []", StringComparison.Ordinal);
        var effect = Between(tip, With(tip, "harness.toml", policy));

        Assert.Equal(["storage db app"], effect.Packages.Select(p => $"{p.After.Name} {p.OwnerBefore} {p.OwnerAfter}"));
        Assert.Empty(effect.Paths);
    }

    [Fact]
    public void Files_that_a_moved_package_leaves_behind_are_told()
    {
        var tip = Tip();
        var after = tip.Where(f => !f.Key.StartsWith("storage/", StringComparison.Ordinal)).ToDictionary(f => f.Key, f => f.Value);
        after["store/Cargo.toml"] = tip["storage/Cargo.toml"];
        after["store/src/lib.rs"] = "";
        after["storage/data/x.rs"] = "";
        after["Cargo.toml"] = Root.Replace("MEMBERS", "\"store\", \"sql\"", StringComparison.Ordinal);

        Assert.Equal("db -> nobody: storage/data/x.rs", Spell(tip, after));
    }

    [Theory]
    [InlineData("[[forbid]]\nfrom = [\"sql\"]\nto = [\"storage\"]\nbecause = \"x\"\n", "sql", "sql [[forbid]]")]
    [InlineData("[[forbid]]\nfrom = [\"sql\"]\nto = [\"storage\"]\nbecause = \"x\"\n", "storage", "storage [[forbid]]")]
    [InlineData("[[forbid]]\nfrom = [\"./sql\"]\nto = [\"./storage\"]\nbecause = \"x\"\n", "storage", "")]
    [InlineData("[[confine]]\ncrates = [\"storage\"]\nusers = [\"sql\"]\nbecause = \"x\"\n", "storage", "storage [[confine]]")]
    [InlineData("[[confine]]\ncrates = [\"storage\"]\nusers = [\"sql\"]\nbecause = \"x\"\n", "sql", "")]
    [InlineData("[[confine]]\ncrates = [\"storage\"]\nusers = [\"fresh\"]\nbecause = \"x\"\n", "sql", "sql [[confine]]")]
    [InlineData("[[confine]]\ncrates = [\"storage\"]\nuses = [\"fresh\"]\nbecause = \"x\"\n", "sql", "sql [[confine]]")]
    public void A_rule_that_a_new_name_leaves_is_told(string rule, string renamed, string escapes)
    {
        var tip = Tip();
        tip["harness.toml"] += rule;
        var effect = Between(tip, With(tip, $"{renamed}/Cargo.toml", "[package]\nname = \"fresh\"\nedition = \"2024\"\n"));

        Assert.Equal(escapes, string.Join("; ", effect.Escapes.Select(e => $"{e.Before.Name} {e.Table}")));
        Assert.Empty(effect.Gains);
    }

    [Theory]
    [InlineData("[\"fresh -> sql\"]", "", "storage", "storage edges")]
    [InlineData("[\"sql -> fresh\"]", "", "storage", "storage edges")]
    [InlineData("[\"sql -> ./storage\"]", "", "storage", "")]
    [InlineData("[]", "fresh -> sql", "storage", "storage [[exceptions]]")]
    [InlineData("[]", "sql -> fresh", "storage", "storage [[exceptions]]")]
    [InlineData("[]", "sql -> storage", "storage", "")]
    public void What_the_policy_allows_a_new_name_is_told(string edges, string exception, string renamed, string gains)
    {
        var tip = Tip();
        tip["harness.toml"] += $"[[layers]]\nname = \"all\"\ncrates = [\"./**\"]\nedges = {edges}\n"
            + (exception.Length == 0 ? "" : $"[[exceptions]]\nedge = \"{exception}\"\nbecause = \"x\"\nowner = \"db\"\nexpires = 2030-06-01\n");
        var effect = Between(tip, With(tip, $"{renamed}/Cargo.toml", "[package]\nname = \"fresh\"\nedition = \"2024\"\n"));

        Assert.Equal(gains, string.Join("; ", effect.Gains.Select(e => $"{e.Before.Name} {e.Table}")));
        Assert.Empty(effect.Escapes);
    }

    private static Dictionary<string, string> Tip(params (string Path, string Text)[] more)
    {
        var tip = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["harness.toml"] = "version = 1\n[agents.db]\ncrates = [\"storage\"]\n[agents.app]\ncrates = [\"sql\", \"tool\"]\n[agents.base]\ncrates = [\".\"]\n",
            ["Cargo.toml"] = Root.Replace("MEMBERS", TwoMembers, StringComparison.Ordinal),
            ["storage/Cargo.toml"] = "[package]\nname = \"storage\"\nedition = \"2024\"\n",
            ["storage/src/lib.rs"] = "",
            ["storage/data/x.rs"] = "",
            ["sql/Cargo.toml"] = "[package]\nname = \"sql\"\nedition = \"2024\"\n",
            ["sql/src/lib.rs"] = "",
            ["tools/a.sh"] = "",
            ["tools/b.sh"] = "",
        };
        foreach (var (path, text) in more)
        {
            tip[path] = text;
        }

        return tip;
    }

    private static Dictionary<string, string> With(Dictionary<string, string> files, string path, string text) => new(files, StringComparer.Ordinal) { [path] = text };

    private static PolicyEffect Between(Dictionary<string, string> tip, Dictionary<string, string> after) =>
        PolicyEffect.Between(Bound.To(tip["harness.toml"], tip), Bound.To(after["harness.toml"], after), TestContext.Current.CancellationToken);

    private static string Spell(Dictionary<string, string> tip, Dictionary<string, string> after) => string.Join("; ", Between(tip, after).Paths.Select(p =>
        $"{p.OwnerBefore?.Name ?? "nobody"} -> {p.OwnerAfter?.Name ?? "nobody"}: {p.First}{(p.Count > 1 ? $" and {p.Count - 1} more" : "")}{(p.Package is { } package ? $" by {package.Name}" : "")}"));
}
