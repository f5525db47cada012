using CsCheck;
using Harness.Inference;
using Harness.Ownership;
using Harness.Placements;
using Harness.Policies;
using Harness.Testing;
using Harness.Text;
using Harness.Trees;
using Harness.Workspaces;
using Xunit;

namespace Harness.Tests.Inference;

/// <summary>The owners of CODEOWNERS in a first policy, of the files that exist and of those to come.</summary>
public sealed class OwnerTransferTests
{
    private static readonly string[] Files =
    [
        "README.md", "LICENSE", "deny.json", "docs/a.md", "docs/img/x.png", "docs/ui/y.css", "tools/x/src/main.rs", "tools/README.md", "crates/README.md",
        "crates/a/src/lib.rs", "crates/a/README.md", "crates/a/src/ui/z.rs", "crates/b/src/lib.rs", "crates/ab/src/lib.rs", "crates/ab/deny.json", "scripts/run.sh",
    ];

    private static readonly string[] NewFiles =
    [
        "NEW.md", "new.txt", "docs/b.md", "docs/new/c.md", "docs/img/new.png", "tools/y/src/main.rs", "tools/y/deny.json", "crates/NOTES.md", "crates/a/new.md",
        "crates/a/src/new.rs", "crates/a/ui/w.rs", "crates/an/src/lib.rs", "crates/an/README.md", "crates/c/src/lib.rs", "crates/c/docs/n.md", "crates/c/src/ui/q.rs",
        "crates/a/nested/src/lib.rs", "crates/ab/src/x.md", "scripts/new/deny.json", "other/ui/k.css", "crates/b/deny.json", "crates/an/src/ui/v.rs",
    ];

    private static readonly Gen<string> Line =
        from pattern in OneOf(
            "*", "/crates/", "/crates/a/", "/crates/a*", "/crates/b/", "/crates/ab", "crates/*/src/", "*.md", "docs/", "/docs/*", "**/deny.json", "README.md",
            "/crates/*/README.md", "ui/", "/crates/a/src/lib.rs", "tools/**", "/tools/*/", "/*", "LICENSE", "/crates/*b/", "**", "/scripts/run.sh", "src/ui/", "*.rs", "/crates/gone/")
        from owners in OneOf("@ann", "@bob", "@org/core", "@bob @ann", "@ann @bob", "d@example.org", "")
        select $"{pattern} {owners}";

    [Fact]
    public void A_catch_all_owns_new_crates_and_the_files_beside_crates()
    {
        var policy = Write("* @core-dev\n/crates/a* @a-dev\n");
        Assert.Equal("core-dev", OwnerOf(policy, "crates/new/src/lib.rs"));
        Assert.Equal("a-dev", OwnerOf(policy, "crates/anew/src/lib.rs"));
        Assert.Equal("core-dev", OwnerOf(policy, "NOTES.md"));
        Assert.Contains("[agents.core-dev]\nrole = \"advisor\"", policy.Text, StringComparison.Ordinal);
        Assert.Contains("crates = [\"**\"]\npaths = [\"**\"]\nowners = [\"@core-dev\"]\nlogins = [\"core-dev\"]", policy.Text, StringComparison.Ordinal);
    }

    // Case 50: most lines of real files own no crate.
    [Fact]
    public void Lines_for_paths_become_paths()
    {
        var policy = Write("* @org/core\n/docs/ @org/docs\n**/deny.json @sec-person\n/crates/b/ @bob\n");
        Assert.Equal("docs", OwnerOf(policy, "docs/new.md"));
        Assert.Equal("sec-person", OwnerOf(policy, "other/deny.json"));
        Assert.Equal("bob", OwnerOf(policy, "crates/b/deny.json"));
        Assert.Equal("core", OwnerOf(policy, "README.md"));
    }

    // Cases 23 and 24.
    [Fact]
    public void What_is_not_carried_over_is_told_by_line()
    {
        var policy = Write("/gone/* @org/wrong\n/crates/a/ @org/ann\n/crates/A/ @org/case\n/docs/my\\ dir @org/x\n/docs/a.md\n/crates/b/src/lib.rs\n/docs/img/ @early\n/docs/ @org/docs\n");
        Assert.DoesNotContain("wrong", policy.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("org/case", policy.Text, StringComparison.Ordinal);
        Assert.Equal([1, 3, 4, 5, 6, 7], policy.Notes.Select(n => n.Line).OfType<int>().Distinct());
        Assert.Contains(policy.Notes, n => n is { Line: 7 } && n.Message.Contains("never decides", StringComparison.Ordinal));
    }

    [Fact]
    public void A_later_line_that_matches_more_wins_where_the_two_meet()
    {
        var policy = Write("/crates/a/ @ann\n*.md @docs\n");
        Assert.Equal("docs", OwnerOf(policy, "crates/a/new.md"));
        Assert.Equal("ann", OwnerOf(policy, "crates/a/new.rs"));
    }

    // The two patterns of ruff have as many literal characters.
    [Fact]
    public void A_directory_wins_over_a_pattern_that_fits_as_well()
    {
        var policy = Write("/crates/a* @a-dev\n/crates/a/ @ann\n");
        Assert.Equal("ann", OwnerOf(policy, "crates/a/new.rs"));
        Assert.Equal("a-dev", OwnerOf(policy, "crates/ab/new.rs"));
        var bound = policy.Map([]).Policy;
        Assert.Equal("ann", bound.FindOwner(bound.Codebase.FindPackage(RepoPath.Parse("crates/a"))!)?.Name);
    }

    [Fact]
    public void A_pattern_of_directories_leaves_files_of_that_level_alone()
    {
        var policy = Write("* @core\n/crates/*/ @crates\n");
        Assert.Equal("core", OwnerOf(policy, "crates/NOTES.md"));
        Assert.Equal("crates", OwnerOf(policy, "crates/new/src/lib.rs"));
    }

    [Fact]
    public void Files_that_nobody_owns_on_GitHub_anyone_may_change_unless_they_are_code()
    {
        var policy = Write("* @core\nREADME.md\n/crates/*/src/lib.rs\n");
        Assert.Contains("\"**/README.md\" = \"any\"", policy.Text, StringComparison.Ordinal);
        Assert.Contains(policy.Notes, n => n is { Line: 3 } && n.Message.StartsWith("nobody owns '/crates/*/src/lib.rs' on GitHub", StringComparison.Ordinal));
    }

    [Fact]
    public void The_owner_of_any_file_to_come_is_GitHubs_or_its_line_is_told() => Gen.Select(Line.Array[1, 7], Gen.Shuffle(NewFiles)).Sample((lines, shuffled) =>
    {
        var policy = Write(string.Join('\n', lines) + "\n");
        var paths = shuffled[..8];
        var map = policy.Map(paths);
        var told = policy.Notes.Select(n => n.Line).OfType<int>().ToHashSet();
        foreach (var path in paths.Concat(Files).Select(RepoPath.Parse))
        {
            var line = policy.File.Match(path);
            if (line is null || told.Contains(line.Location.Line))
            {
                continue;
            }

            var owned = map.GetOwnership(path);
            var owners = owned.Shared is { Meaning: SharedMeaning.Any } ? [] : owned.Owner?.Owners ?? [];
            Assert.True(line.Owners.ToHashSet().SetEquals(owners), $"{path}: {string.Join(' ', line.Owners)} by line {line.Location.Line}, {owned}\n{policy.Text}");
        }
    }, iter: 400);

    public static TheoryData<string> Real => ["reth", "quickwit", "tikv", "ruff", "wasmtime", "oxc"];

    [Theory]
    [MemberData(nameof(Real))]
    public void Real_files_keep_their_owners_or_their_line_is_told(string name)
    {
        var folder = SharedFolder.Find($"corpus/{name}/tree");
        Assert.SkipWhen(folder is null, SharedFolder.Absent);
        var tree = new DirectoryTree(folder);
        var proposal = PolicyProposal.Infer(ManifestSurvey.Take(tree, TestContext.Current.CancellationToken));
        var file = CodeOwners.Parse(SourceText.From(proposal.OwnersPath!.Value, tree.Read(proposal.OwnersPath!.Value).Bytes)).Value;
        var map = BoundPolicy.Bind(Parse(proposal.ToText()), proposal.Survey.Codebase).Ownership;
        var told = proposal.OwnerNotes.Select(n => n.Line).OfType<int>().ToHashSet();
        var others = TreeWalk.Files(tree, TestContext.Current.CancellationToken)
            .Where(p => file.Match(p) is { } line && !told.Contains(line.Location.Line) && map.GetOwnership(p) is { Kind: not OwnershipKind.Protected } owned
                && !(owned.Shared is { Meaning: SharedMeaning.Any } ? [] : owned.Owner?.Owners ?? []).ToHashSet().SetEquals(line.Owners))
            .ToArray();
        Assert.Empty(others);
    }

    private static Written Write(string codeOwners)
    {
        var tree = TreeOf(Files, codeOwners);
        var survey = ManifestSurvey.Take(tree, TestContext.Current.CancellationToken);
        Assert.Empty(survey.Codebase.Diagnostics.Select(d => d.ToString()));
        var proposal = PolicyProposal.Infer(survey);
        return new Written(proposal.ToText(), [.. proposal.OwnerNotes], CodeOwners.Parse(SourceText.From(CodeOwners.Places[0], codeOwners)).Value, codeOwners);
    }

    private static string? OwnerOf(Written policy, string path) => policy.Map([path]).GetOwnership(RepoPath.Parse(path)).Owner?.Name;

    private static Policy Parse(string text)
    {
        var parsed = Policy.Parse(SourceText.From(RepoPath.Parse(Policy.FileName), text));
        Assert.Empty(parsed.Diagnostics.Select(d => d.ToString()));
        return parsed.Value;
    }

    // Whatever has a 'src' below 'crates' or 'tools' is a package.
    private static MemoryTree TreeOf(IEnumerable<string> files, string codeOwners)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal) { ["CODEOWNERS"] = codeOwners };
        var members = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            all[file] = "";
            if (file.IndexOf("/src/", StringComparison.Ordinal) is > 0 and var at)
            {
                var directory = file[..at];
                all[$"{directory}/Cargo.toml"] = $"[package]\nname = \"{directory.Replace('/', '-')}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n";
                all[$"{directory}/src/lib.rs"] = "";
                members.Add($"\"{directory}\"");
            }
        }

        all["Cargo.toml"] = $"[workspace]\nresolver = \"2\"\nmembers = [{string.Join(", ", members)}]\n";

        return MemoryTree.FromText(all);
    }

    private sealed record Written(string Text, OwnerNote[] Notes, CodeOwners File, string CodeOwners)
    {
        public OwnershipMap Map(IEnumerable<string> added)
        {
            var policy = Parse(Text);
            return BoundPolicy.Bind(policy, Codebase.Load(TreeOf(Files.Concat(added), CodeOwners), policy.Workspace.ToCodebaseOptions())).Ownership;
        }
    }

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);
}
