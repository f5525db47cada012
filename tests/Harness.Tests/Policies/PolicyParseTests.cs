using Harness.Changes;
using Harness.Diagnostics;
using Harness.Manifests;
using Harness.Placements;
using Harness.Policies;
using Harness.Testing;
using Harness.Text;
using Harness.Trees;
using Harness.Workspaces;
using Xunit;

namespace Harness.Tests.Policies;

public sealed class PolicyParseTests
{
    private const string Head = "version = 1\nlayers = [{ name = \"app\", crates = [\"a\"] }, { name = \"base\", crates = [\"b\"] }]\n";

    [Fact]
    public void A_policy_with_the_rights_of_another_has_each_part_of_the_one_or_the_other()
    {
        var (own, tip) = (Clean(HousePolicy.Text), Clean(HousePolicy.Text));
        var mixed = own.WithRightsOf(tip);

        foreach (var part in typeof(Policy).GetProperties().Where(p => p.GetMethod is { IsStatic: false }))
        {
            var isRight = part.Name is nameof(Policy.Agents) or nameof(Policy.Leases) or nameof(Policy.Grants) or nameof(Policy.Shared)
                or nameof(Policy.Branches) or nameof(Policy.Review) or nameof(Policy.Identity) or nameof(Policy.RuleSettings);
            Assert.Equal(part.GetValue(isRight ? tip : own), part.GetValue(mixed));
            Assert.False(part.GetValue(tip) is null or System.Collections.ICollection { Count: 0 }, $"the sample has no '{part.Name}'");
        }
    }

    [Theory]
    [InlineData("", DependencyKinds.Normal | DependencyKinds.Build)]
    [InlineData("[workspace]\nplanned = [\"x\"]\n", DependencyKinds.Normal | DependencyKinds.Build)]
    [InlineData("[workspace]\nkinds = [\"dev\"]\n", DependencyKinds.Dev)]
    [InlineData("[workspace]\nkinds = [\"normal\", \"dev\", \"build\"]\n", DependencyKinds.Normal | DependencyKinds.Dev | DependencyKinds.Build)]
    public void Normal_and_build_dependencies_are_judged_unless_the_policy_says_otherwise(string table, DependencyKinds expected) =>
        Assert.Equal(expected, Clean(Head + table).Workspace.Kinds);

    [Fact]
    public void Every_table_of_the_house_is_understood()
    {
        var policy = Clean(HousePolicy.Text);
        Assert.Equal(["edge", "query", "index", "base"], policy.Layers.Select(l => l.Name));
        Assert.Equal([0, 1, 2, 3], policy.Layers.Select(l => l.Index));
        Assert.Equal([SiblingRule.Deny, SiblingRule.Allow, SiblingRule.Deny, SiblingRule.Deny], policy.Layers.Select(l => l.Siblings));
        Assert.Equal(["vm/devices/*", "tidb_query_*"], policy.Layers[2].Slices.Select(s => s.Text));
        Assert.Equal(["* -> megadb-core", "megadb-storage -> megadb-crypto"], policy.Layers[3].Edges.Select(e => e.ToString()));
        Assert.Equal(DependencyKinds.Normal | DependencyKinds.Dev, policy.Workspace.Kinds);
        Assert.Equal(Enforcement.All, policy.Workspace.Enforce);
        Assert.Equal(["megadb-raft", "openssl"], policy.Workspace.Planned.Select(s => s.Text));
        Assert.Equal(["Cargo.toml", "**/fuzz/Cargo.toml"], policy.Workspace.ToCodebaseOptions().Manifests);
        Assert.Equal(["**/fixtures/**"], policy.Workspace.ToCodebaseOptions().Ignore);
        Assert.Equal("release-candidate", policy.Branches!.Integration);
        Assert.Equal(
            [AgentRole.Owner, AgentRole.Owner, AgentRole.Reviewer, AgentRole.Advisor, AgentRole.Contributor],
            policy.Agents.Select(a => a.Role));
        Assert.Equal(IdentityEvidence.Asserted, policy.Identity);
        Assert.Equal([SharedMeaning.Explained, SharedMeaning.Any], policy.Shared.Select(s => s.Meaning));
        Assert.Equal("app-dev", Assert.Single(policy.Leases).Agent);
        Assert.Equal(GrantKind.Release, Assert.Single(policy.Grants).Kind);
        var review = policy.Review;
        Assert.Equal(new RequiredCheck("gate", "github-actions"), Assert.Single(review.Checks!.Value));
        Assert.Equal(("megadb-storage", 3, true), (Assert.Single(review.Hot).Text, review.Capacity, review.MergesItself));
        Assert.Equal((ReviewDimension.Performance, "no allocation per row"), (Assert.Single(review.Guidance).Key, review.Guidance[ReviewDimension.Performance]));
    }

    [Fact]
    public void Rules_exceptions_and_settings_of_the_house_are_understood()
    {
        var policy = Clean(HousePolicy.Text);
        var forbid = Assert.Single(policy.Forbids);
        Assert.Equal((Reach.Transitive, DependencyKinds.Build, "megadb-core::auth"), (forbid.Reach, forbid.Kinds, forbid.Instead));
        Assert.Equal([SelectorKind.Layer, SelectorKind.Name, SelectorKind.Name], forbid.From.Select(s => s.Kind));
        Assert.True(forbid.From[2].IsNegated);
        Assert.Empty(policy.Confines[0].Users!.Value);
        Assert.Null(policy.Confines[0].Uses);
        Assert.Equal("vendor/one", Assert.Single(policy.Confines[1].Uses!.Value).Subject);
        Assert.Equal(new DateOnly(2030, 12, 31), policy.Exceptions[0].Expires);
        Assert.Equal(("megadb-sql", "kube", "HRN2003"), (policy.Exceptions[1].From, policy.Exceptions[1].To, policy.Exceptions[1].RuleId));
        Assert.Equal([DiagnosticSeverity.Warning, null, DiagnosticSeverity.Error], policy.RuleSettings.Select(r => r.Severity));
        Assert.Equal(["3", "a,b"], policy.RuleSettings[2].Options.Select(o => string.Join(',', o.Values)));
    }

    [Fact]
    public void What_is_left_out_has_the_defaults_of_the_house()
    {
        var policy = Clean("version = 1\n");
        Assert.Equal(DependencyKinds.Normal | DependencyKinds.Build, policy.Workspace.Kinds);
        Assert.Equal(Enforcement.New, policy.Workspace.Enforce);
        Assert.Equal(["Cargo.toml"], policy.Workspace.ToCodebaseOptions().Manifests);
        Assert.Equal(IdentityEvidence.Host, policy.Identity);
        Assert.Null(policy.Review.Checks);
        Assert.Equal((5, false), (policy.Review.Capacity, policy.Review.MergesItself));
    }

    [Fact]
    public void No_check_at_all_is_something_else_than_nothing_said_of_checks() => Assert.Empty(Clean("version = 1\n[review]\nchecks = []\n").Review.Checks!.Value);

    [Fact]
    public void Tables_of_layers_say_the_same_as_inline_ones()
    {
        var policy = Clean("version = 1\n[[layers]]\nname = \"app\"\ncrates = [\"a\"]\n[[layers]]\nname = \"base\"\ncrates = [\"b\"]\n");
        Assert.Equal(["app", "base"], policy.Layers.Select(l => l.Name));
    }

    [Fact]
    public void An_exception_without_a_rule_covers_layers_and_siblings_and_one_with_a_rule_that_rule()
    {
        var policy = Clean(HousePolicy.Text);
        string[] rules = ["HRN2001", "HRN2002", "HRN2003"];
        Assert.Equal([true, true, false], rules.Select(policy.Exceptions[0].Covers));
        Assert.Equal([false, false, true], rules.Select(policy.Exceptions[1].Covers));
    }

    [Fact]
    public void An_exception_is_good_through_its_last_day()
    {
        var exception = Clean(HousePolicy.Text).Exceptions[0];
        Assert.False(exception.IsExpired(new DateOnly(2030, 12, 31)));
        Assert.True(exception.IsExpired(new DateOnly(2031, 1, 1)));
    }

    [Theory]
    [InlineData("[workspace]\nmanifest = [\"Cargo.toml\"]", "manifest", "did you mean 'manifests'?")]
    [InlineData("[workspce]\n", "workspce", "did you mean 'workspace'?")]
    [InlineData("[workspace]\nkinds = [\"nromal\"]", "\"nromal\"", "did you mean 'normal'?")]
    [InlineData("[workspace]\nkinds = []", "[]", "an empty list judges nothing")]
    [InlineData("[workspace]\nmanifests = \"Cargo.toml\"", "\"Cargo.toml\"", "write an array")]
    [InlineData("[workspace]\nignore = [3]", "3", "write a string in quotes")]
    [InlineData("[workspace]\nignore = [\"a**/x\"]", "\"a**/x\"", "from the repository's root")]
    [InlineData("[workspace]\nignore = [\"/x\"]", "\"/x\"", "from the repository's root")]
    [InlineData("[workspace]\nenforce = \"old\"", "\"old\"", "the values are")]
    [InlineData("[workspace]\nlayer-from = \"metadata.layer\"", "\"metadata.layer\"", "package.metadata.harness.layer")]
    [InlineData("[[forbid]]\nfrom = [\"@bsae\"]\nto = [\"a\"]\nbecause = \"x\"", "\"@bsae\"", "did you mean 'base'?")]
    [InlineData("[[forbid]]\nfrom = [\"!a\"]\nto = [\"a\"]\nbecause = \"x\"", "\"!a\"", "'**' is every package")]
    [InlineData("[[forbid]]\nfrom = [\"a b\"]\nto = [\"a\"]\nbecause = \"x\"", "\"a b\"", "a name has letters")]
    [InlineData("[[forbid]]\nfrom = [\"\"]\nto = [\"a\"]\nbecause = \"x\"", "\"\"", "write a package name")]
    [InlineData("[[forbid]]\nfrom = [\"../a\"]\nto = [\"a\"]\nbecause = \"x\"", "\"../a\"", "from the repository's root")]
    [InlineData("[[forbid]]\nfrom = []\nto = [\"a\"]\nbecause = \"x\"", "[]", "judges nothing")]
    [InlineData("[[forbid]]\nfrom = [\"a\"]\nto = [\"b\"]\nbecause = \" \"", "\" \"", "write something")]
    [InlineData("[[exceptions]]\nedge = \"a -> b\"\nbecause = \"x\"\nowner = \"o\"\nexpires = \"2030-12-31\"", "\"2030-12-31\"", "without quotes")]
    [InlineData("[[exceptions]]\nedge = \"a\"\nbecause = \"x\"\nowner = \"o\"\nexpires = 2030-12-31", "\"a\"", "'->'")]
    [InlineData("[[exceptions]]\nedge = \"a -> b*\"\nbecause = \"x\"\nowner = \"o\"\nexpires = 2030-12-31", "\"a -> b*\"", "two exact packages")]
    [InlineData("[[exceptions]]\nedge = \"a -> b\"\nrule = \"layers\"\nbecause = \"x\"\nowner = \"o\"\nexpires = 2030-12-31", "\"layers\"", "HRN2003")]
    [InlineData("[review]\ncapacity = 0", "0", "from 1 to 1000")]
    [InlineData("[review]\ncapacity = \"3\"", "\"3\"", "write an integer")]
    [InlineData("[review]\nauto-merge = \"yes\"", "\"yes\"", "write a boolean")]
    [InlineData("[review]\nchecks = [\"gate\"]", "\"gate\"", "write a table")]
    [InlineData("[review]\nguidance = { speed = \"x\" }", "speed", "'performance'")]
    [InlineData("[review]\nhot = [\"@bsae\"]", "\"@bsae\"", "did you mean 'base'?")]
    [InlineData("[agents.lead]\nrole = \"advisr\"", "\"advisr\"", "did you mean 'advisor'?")]
    [InlineData("[agents.lead]\ncrates = [\"a-*\"]", "\"a-*\"", "name the packages or their directory")]
    [InlineData("[agents.lead]\nrole = \"reviewer\"\ncrates = [\"a\"]", "[\"a\"]", "take 'role' out")]
    [InlineData("[agents]\nlead = 3", "3", "write a table")]
    [InlineData("[[leases]]\nagent = \"led\"\ncrates = [\"a\"]\nbecause = \"x\"\nexpires = 2030-01-01\n[agents.lead]", "\"led\"", "did you mean 'lead'?")]
    [InlineData("[[grants]]\nkind = \"relase\"\nagents = [\"lead\"]\n[agents.lead]", "\"relase\"", "did you mean 'release'?")]
    [InlineData("[agents.a]\nrole = \"updater\"\npaths = [\"x\"]", "[\"x\"]", "take 'role' out")]
    [InlineData("[agents.a]\n[[leases]]\nagent = \"a\"\nbecause = \"b\"\nexpires = 2030-01-01", "leases", "name what is leased")]
    [InlineData("[agents.a]\n[[leases]]\nagent = \"a\"\npaths = []\nbecause = \"b\"\nexpires = 2030-01-01", "[]", "name something")]
    [InlineData("[agents.a]\n[[leases]]\nagent = \"a\"\npaths = [\"./x\"]\nbecause = \"b\"\nexpires = 2030-01-01", "\"./x\"", "without './'")]
    [InlineData("[shared]\n\"Cargo.lock\" = \"all\"", "\"all\"", "the values are")]
    [InlineData("[rules]\nlayers = \"off\"", "layers", "HRN2001")]
    [InlineData("[rules]\nHRN2001 = \"eror\"", "\"eror\"", "did you mean 'error'?")]
    [InlineData("[rules]\nHRN2001 = true", "true", "write 'off'")]
    [InlineData("[identity]\nminimum = \"hosts\"", "\"hosts\"", "did you mean 'host'?")]
    public void What_makes_a_policy_unusable_is_named_with_its_place_and_what_to_do(string tables, string place, string help)
    {
        var diagnostic = Assert.Single(Parse(Head + tables).Diagnostics);
        Assert.Equal("HRN0006", diagnostic.Descriptor.Id);
        Assert.Equal(place, Slice(diagnostic));
        Assert.Contains(help, diagnostic.Help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[[forbid]]\nfrom = [\"a\"]\nto = [\"b\"]", "because")]
    [InlineData("[[forbid]]\nfrom = [\"a\"]\nbecause = \"x\"", "to")]
    [InlineData("[[exceptions]]\nbecause = \"x\"\nowner = \"o\"\nexpires = 2030-12-31", "edge")]
    [InlineData("[[exceptions]]\nedge = \"a -> b\"\nowner = \"o\"\nexpires = 2030-12-31", "because")]
    [InlineData("[[exceptions]]\nedge = \"a -> b\"\nbecause = \"x\"\nexpires = 2030-12-31", "owner")]
    [InlineData("[[exceptions]]\nedge = \"a -> b\"\nbecause = \"x\"\nowner = \"o\"", "expires")]
    [InlineData("[[leases]]\ncrates = [\"a\"]\nbecause = \"x\"\nexpires = 2030-12-31", "agent")]
    [InlineData("[[grants]]\nkind = \"release\"", "agents")]
    public void A_missing_key_is_named(string tables, string key)
    {
        var diagnostic = Assert.Single(Parse(Head + tables).Diagnostics);
        Assert.Contains($"lacks '{key}'", diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("users = [\"a\"]\nuses = [\"b\"]", "both")]
    [InlineData("", "neither")]
    public void A_confine_has_users_or_uses(string ends, string problem)
    {
        var diagnostic = Assert.Single(Parse($"{Head}[[confine]]\ncrates = [\"a\"]\nbecause = \"x\"\n{ends}").Diagnostics);
        Assert.Contains(problem, diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("layers = []")]
    [InlineData("version = 2")]
    [InlineData("version = \"1\"")]
    public void A_policy_without_the_known_version_is_unusable(string text) =>
        Assert.Contains("version", Assert.Single(Parse(text).Diagnostics).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{ name = \"x\", crates = [\"c\"] }, { name = \"x\", crates = [\"d\"] }", "two layers 'x'")]
    [InlineData("{ name = \"@x\", crates = [\"c\"] }", "no name of a layer")]
    [InlineData("{ name = \"x\" }", "lacks 'crates'")]
    [InlineData("{ name = \"x\", crates = [\"!c\"] }", "cannot stand here")]
    [InlineData("{ name = \"x\", crates = [\"@x\"] }", "cannot stand here")]
    [InlineData("{ name = \"x\", crates = [\"c\"], slices = [\"**\"] }", "cannot stand here")]
    [InlineData("{ name = \"x\", crates = [\"c\"], edges = [\"a -> b -> c\"] }", "no edge")]
    [InlineData("{ name = \"x\", crates = [\"c\"], siblings = true }", "is a boolean")]
    [InlineData("3", "is an integer")]
    public void A_layer_that_cannot_be_is_named(string layers, string problem) =>
        Assert.Contains(problem, Assert.Single(Parse($"version = 1\nlayers = [{layers}]").Diagnostics).Message, StringComparison.Ordinal);

    [Fact]
    public void Layers_may_omit_crates_where_manifests_name_them() =>
        Clean("version = 1\nlayers = [{ name = \"x\" }]\n[workspace]\nlayer-from = \"package.metadata.x.layer\"");

    [Theory]
    [InlineData("name = \"x\", crates = []")]
    [InlineData("crates = [\"a\"] }, { crates = [\"b\"]")]
    [InlineData("name = \"x\", edges = [\"a ->\"]")]
    [InlineData("name = \"x\", edges = [\"-> a\"]")]
    [InlineData("name = \"x\", edges = [\"a -> b -> c\"]")]
    [InlineData("name = \"x\", edges = [\"a\"]")]
    public void A_layer_says_what_it_says_also_where_manifests_name_it(string layers)
    {
        var diagnostics = Parse($"version = 1\nlayers = [{{ {layers} }}]\n[workspace]\nlayer-from = \"package.metadata.x.layer\"").Diagnostics;
        Assert.Equal(layers.Contains("}, {", StringComparison.Ordinal) ? 2 : 1, diagnostics.Length);
        Assert.All(diagnostics, d => Assert.DoesNotContain("There are two layers", d.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("package.metadata.layer", true)]
    [InlineData("package.metadata.x.layer", true)]
    [InlineData("package.metadata", false)]
    [InlineData("package.metadata.", false)]
    [InlineData("package.metadata..layer", false)]
    [InlineData("package.other.layer", false)]
    [InlineData("workspace.metadata.layer", false)]
    public void The_name_of_a_layer_stands_in_the_metadata_of_a_package(string keys, bool isKnown) =>
        Assert.Equal(isKnown, Parse($"version = 1\n[workspace]\nlayer-from = \"{keys}\"\n").Diagnostics.IsEmpty);

    [Theory]
    [InlineData("[shared]\n\"a//b\" = \"any\"\n")]
    [InlineData("[rules]\nHRN2001 = { severity = \"error\", x = 1.5 }\n")]
    [InlineData("[rules]\nHRN2001 = { severity = \"error\", x = [\"a\", { b = 1 }] }\n")]
    public void What_is_no_pattern_and_no_option_is_named_and_left_out(string tables)
    {
        var parsed = Parse("version = 1\n" + tables);
        Assert.Single(parsed.Diagnostics);
        Assert.Empty(parsed.Value.Shared);
        Assert.Empty(parsed.Value.RuleSettings.SelectMany(r => r.Options));
    }

    [Fact]
    public void A_meaning_is_written_as_it_is_read() => Assert.All(
        ["any", "explained", "consistent", "shrink"],
        word => Assert.Equal(word, Assert.Single(Clean($"version = 1\n[shared]\n\"a\" = \"{word}\"\n").Shared).Meaning.ToText()));

    [Theory]
    [InlineData("core", "coer", true)]
    [InlineData("core", "ocre", true)]
    [InlineData("ab", "ba", true)]
    [InlineData("storage", "strage", true)]
    [InlineData("storage", "sttorage", true)]
    [InlineData("storage", "xtorage", true)]
    [InlineData("storage", "xtoragy", true)]
    [InlineData("storage", "xtyragy", false)]
    [InlineData("abc", "xbd", false)]
    [InlineData("abcd", "abxy", false)]
    [InlineData("abcd", "badc", false)]
    [InlineData("a", "b", true)]
    [InlineData("a", "xy", false)]
    public void A_name_is_near_with_edits_of_a_third_of_it_or_one(string name, string other, bool isNear) =>
        Assert.Equal(isNear ? other : null, NearestName.Find(name, [other]));

    [Fact]
    public void The_nearest_name_is_the_first_of_several() =>
        Assert.Equal("storages", NearestName.Find("storage", ["stora", "storages", "storagee"]));

    [Fact]
    public void The_owner_of_an_exception_is_an_agent_where_there_are_some()
    {
        const string Exception = "[[exceptions]]\nedge = \"a -> b\"\nbecause = \"x\"\nowner = \"led\"\nexpires = 2030-12-31\n";
        Clean(Head + Exception);
        var diagnostic = Assert.Single(Parse($"{Head}{Exception}[agents.lead]\n").Diagnostics);
        Assert.Contains("did you mean 'lead'?", diagnostic.Help, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_toml_is_reported_alone() =>
        Assert.Equal(["HRN0002"], Parse("version = \n").Diagnostics.Select(d => d.Descriptor.Id));

    [Fact]
    public void Findings_stand_in_the_order_of_the_text()
    {
        var starts = Parse("versin = 1\n[workspace]\nkind = 1\nenforce = 3\n[rules]\nx = 1\n").Diagnostics.Select(d => d.Location.Span.Start).ToArray();
        Assert.True(starts.Length >= 4);
        Assert.Equal(starts.Order(), starts);
    }

    internal static Policy Clean(string text)
    {
        var parsed = Parse(text);
        Assert.Empty(parsed.Diagnostics);
        return parsed.Value;
    }

    private static Parsed<Policy> Parse(string text) => Policy.Parse(SourceText.From(RepoPath.Parse("harness.toml"), text));

    private static string Slice(Diagnostic diagnostic)
    {
        var (start, end) = diagnostic.Location.Span;
        return System.Text.Encoding.UTF8.GetString(diagnostic.Location.Text.Bytes.Span[start..end]);
    }
}
