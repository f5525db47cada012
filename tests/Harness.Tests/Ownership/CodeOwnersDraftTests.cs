using CsCheck;
using Harness.Ownership;
using Harness.Text;
using Harness.Trees;
using Xunit;

namespace Harness.Tests.Ownership;

public sealed class CodeOwnersDraftTests
{
    private static readonly Gen<string> Name = OneOf("a", "b", "src", "x y", "s*r", "q?", "h#", "# i", ".github", ".GitHub", "lib.rs", "e[1]", "b!", "back\\slash");
    private static readonly Gen<string> File = Name.Array[1, 4].Select(s => string.Join('/', s));
    private static readonly Gen<string> Pattern = Gen.OneOf(Name, OneOf("*", "**", "s*", "?", "*.rs")).Array[1, 3].Select(s => string.Join('/', s));
    private static readonly Gen<string> Directory = OneOf("a", "b", "src").Array[1, 2].Select(s => string.Join('/', s));
    private static readonly Gen<string> Selector = Gen.OneOf(Directory.Select(d => "./" + d), OneOf("**", "a/**", "b/*", "."));

    [Fact]
    public void The_file_says_what_the_policy_says_the_weakest_claim_first()
    {
        var map = Owned.Map("""
            [agents.db]
            crates = ["crates/db"]
            paths = ["deploy/**", "crates/*/**", "**/Dockerfile", "my files/*"]
            owners = ["@org/db", "db@example.org"]
            [agents.app]
            crates = ["."]
            paths = ["deploy/app/**", "deploy/README.md"]
            owners = ["@org/app"]
            [agents.lead]
            role = "advisor"
            owners = ["@org/core"]
            [shared]
            "**/Cargo.lock" = "explained"
            """, ".", "crates/db", "crates/db/macros");
        var draft = CodeOwnersDraft.Create(map, TestContext.Current.CancellationToken);
        Assert.Equal("""
            # Written by 'harness owner --codeowners' from the policy; edit that, and write this again.

            # packages
            /Cargo.toml @org/app
            /src @org/app
            /crates/db @org/db db@example.org

            # paths of agents
            /deploy @org/db db@example.org
            /crates/* @org/db db@example.org
            /crates/*/** @org/db db@example.org
            /my\ files/* @org/db db@example.org
            **/Dockerfile @org/db db@example.org
            /deploy/app @org/app
            /deploy/README.md @org/app

            # protected
            /harness.* @org/core
            .github @org/core
            .claude @org/core
            .cargo @org/core
            AGENTS.md @org/core
            CLAUDE.md @org/core
            CODEOWNERS @org/core
            clippy.toml @org/core
            .clippy.toml @org/core
            rustfmt.toml @org/core
            .rustfmt.toml @org/core
            deny.toml @org/core
            .deny.toml @org/core
            .gitattributes @org/core
            .gitmodules @org/core
            AGENT.md @org/core
            AGENTS.override.md @org/core
            CLAUDE.local.md @org/core
            GEMINI.md @org/core
            copilot-instructions.md @org/core
            .mcp.json @org/core
            .codex @org/core
            .gemini @org/core
            .opencode @org/core
            .cursor @org/core
            .cursorrules @org/core
            .windsurf @org/core
            .windsurfrules @org/core
            .clinerules @org/core
            .roo @org/core
            .roorules @org/core
            .junie @org/core
            .kiro @org/core
            .amazonq @org/core
            .augment @org/core
            .continue @org/core
            .goosehints @org/core
            .vscode @org/core
            .devcontainer @org/core
            .circleci @org/core
            .buildkite @org/core
            .gitea @org/core
            .forgejo @org/core
            .drone.yml @org/core
            .travis.yml @org/core
            .cirrus.yml @org/core
            appveyor.yml @org/core
            .appveyor.yml @org/core
            bitbucket-pipelines.yml @org/core
            .pre-commit-config.yaml @org/core
            .husky @org/core
            .githooks @org/core
            cargo.toml @org/core
            cargo.lock @org/core
            rust-toolchain* @org/core
            .aider* @org/core
            opencode.json* @org/core
            .gitlab* @org/core
            .woodpecker* @org/core
            Jenkinsfile* @org/core
            azure-pipelines* @org/core
            lefthook.* @org/core
            .lefthook.* @org/core

            """, draft.Text);
        Assert.Empty(draft.Gaps);
    }

    [Fact]
    public void What_codeowners_cannot_say_is_a_gap()
    {
        var map = Owned.Map("""
            [agents.db]
            crates = ["db"]
            paths = ["a[1]/**"]
            owners = ["@db[bot]", "@db"]
            [agents.app]
            paths = ["x/*.md"]
            [agents.lead]
            role = "advisor"
            """, new Dictionary<string, string> { ["Cargo.toml"] = "[workspace]\nmembers = []\n", ["a[1]/x"] = "", ["x/a.md"] = "" });
        var gaps = CodeOwnersDraft.Create(map, TestContext.Current.CancellationToken).Gaps.Select(g => $"{g.Message} {g.Location?.Line}").ToArray();
        Assert.Equal(5, gaps.Length);
        Assert.StartsWith("'@db[bot]' of agent 'db' is no owner", gaps[0], StringComparison.Ordinal);
        Assert.StartsWith("Agent 'app' has no 'owners'", gaps[1], StringComparison.Ordinal);
        Assert.StartsWith("Agent 'lead' has no 'owners'", gaps[2], StringComparison.Ordinal);
        Assert.StartsWith("CODEOWNERS cannot say 'a[1]/**'", gaps[3], StringComparison.Ordinal);
        Assert.StartsWith("CODEOWNERS cannot name the file 'a[1]/x'", gaps[4], StringComparison.Ordinal);
    }

    [Fact]
    public void Whom_github_asks_without_need_is_a_gap_with_what_the_files_are()
    {
        const string Policy = """
            [agents.db]
            paths = ["**"]
            owners = ["@db"]
            [agents.app]
            paths = ["app/**", "a"]
            [agents.lead]
            role = "advisor"
            """;
        var map = Owned.Map(Policy, new Dictionary<string, string> { ["Cargo.toml"] = "[workspace]\nmembers = []\n", ["app/x"] = "", ["app/y"] = "", ["AGENTS.md"] = "", ["b"] = "" });
        var draft = CodeOwnersDraft.Create(map, TestContext.Current.CancellationToken);

        Assert.Contains("\n# the rest\n* @db\n", draft.Text, StringComparison.Ordinal);
        Assert.Equal(
            [
                "GitHub asks @db to review the file 'AGENTS.md', which is protected, and no advisor has 'owners'.",
                "GitHub asks @db to review the 2 files, 'app/x' first, which are owned by agent 'app', which has no 'owners'.",
            ],
            draft.Gaps.Select(g => g.Message).Where(m => m.StartsWith("GitHub asks", StringComparison.Ordinal)).OrderDescending(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("a/b", "/a/b")]
    [InlineData("a b/c*", "/a\\ b/c\\*")]
    [InlineData("a\tb", null)]
    [InlineData("a\u00a0b", null)]
    [InlineData("a\u0085b", null)]
    [InlineData("a[1]", null)]
    [InlineData("a #b", null)]
    [InlineData("a#b", "/a#b")]
    public void A_path_is_spelt_where_codeowners_can_name_it(string path, string? pattern) => Assert.Equal(pattern, CodeOwnersSpelling.OfPath(RepoPath.Parse(path)));

    [Theory]
    [InlineData("rust")]
    [InlineData("my rust/work*")]
    public void In_a_directory_of_the_repository_the_file_says_the_same_of_that_directory_and_nothing_of_what_is_beside_it(string directory)
    {
        var map = Owned.Map("""
            [agents.db]
            crates = ["crates/db"]
            paths = ["deploy/**", "crates/*/**", "**/Dockerfile", "my files/*", "**"]
            owners = ["@org/db"]
            [agents.lead]
            role = "advisor"
            owners = ["@org/core"]
            """, ".", "crates/db");
        var draft = CodeOwnersDraft.Create(map, TestContext.Current.CancellationToken);
        var (place, text) = (RepoPath.Parse(directory), draft.TextBelow(RepoPath.Parse(directory)));
        var (own, whole) = (ParseOwners(draft.Text), ParseOwners(text));

        foreach (var path in new[] { "Cargo.toml", "crates/db/src/lib.rs", "deploy/a/b", "x/Dockerfile", "my files/a", "a", "harness.toml", "x/.github/y", ".cargo/config.toml", "x/CODEOWNERS" })
        {
            Assert.Equal(own.Match(RepoPath.Parse(path))?.Owners ?? [], whole.Match(place.Combine(path))?.Owners ?? []);
            Assert.Null(whole.Match(RepoPath.Parse("beside/" + path)));
        }

        Assert.Equal(draft.Text, draft.TextBelow(RepoPath.Root));
        Assert.True(CodeOwnersDraft.IsOwn(text, place));
        Assert.True(CodeOwnersDraft.IsOwn(draft.Text, RepoPath.Root));
        Assert.False(CodeOwnersDraft.IsOwn(text, RepoPath.Root));
        Assert.False(CodeOwnersDraft.IsOwn(text, RepoPath.Parse("other")));
        Assert.False(CodeOwnersDraft.IsOwn(draft.Text, place));
        Assert.False(CodeOwnersDraft.IsOwn("* @someone\n", place));
    }

    [Fact]
    public void Every_file_of_any_tree_has_the_owner_that_the_policy_gives_it_or_is_a_gap() =>
        Gen.Select(File.Array[1, 12], Directory.Array[0, 4], Pattern.Array[3, 3], Selector.Array[3, 3], Pattern.Array[0, 2]).Sample((files, packages, paths, crates, shared) =>
        {
            var map = Owned.Map(PolicyOf(paths, crates, shared), TreeOf(files, packages));
            var draft = CodeOwnersDraft.Create(map, TestContext.Current.CancellationToken);
            var parsed = CodeOwners.Parse(SourceText.From(CodeOwners.Places[0], draft.Text));
            Assert.Empty(parsed.Diagnostics);
            Assert.DoesNotContain(parsed.Value.Entries, e => e.Owners.IsEmpty);
            foreach (var path in TreeWalk.Files(map.Policy.Codebase.Tree, CancellationToken.None))
            {
                var wanted = map.GetOwnership(path) switch
                {
                    { Kind: OwnershipKind.Protected } => "@lead",
                    { Owner: null } => "",
                    var owned => "@" + owned.Owner!.Name,
                };
                if (wanted.Length == 0 && parsed.Value.Match(path) is { } asked)
                {
                    Assert.Contains(draft.Gaps, g => g.Message.StartsWith($"GitHub asks {string.Join(' ', asked.Owners)} to review", StringComparison.Ordinal));
                }
                else if (wanted != string.Join(' ', parsed.Value.Match(path)?.Owners ?? []))
                {
                    Assert.Contains(draft.Gaps, g => g.Message.Contains($"'{path}'", StringComparison.Ordinal));
                    Assert.Matches(@"[\[\]]| #", path.Value);
                }
            }
        }, iter: 300);

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

    private static string PolicyOf(string[] paths, string[] crates, string[] shared) =>
        string.Concat(paths.Select((p, i) => $"[agents.a{i}]\npaths = ['{p}']\ncrates = ['{crates[i]}']\nowners = ['@a{i}']\n"))
        + "[agents.lead]\nrole = 'advisor'\nowners = ['@lead']\n[shared]\n"
        + string.Concat(shared.Distinct(StringComparer.Ordinal).Select(s => $"'{s}' = 'any'\n"));

    private static Dictionary<string, string> TreeOf(string[] files, string[] packages)
    {
        var tree = new Dictionary<string, string>(StringComparer.Ordinal) { ["harness.toml"] = "" };
        var directories = packages.Distinct(StringComparer.Ordinal).Prepend(".").ToArray();
        foreach (var (directory, at) in directories.Select((d, i) => (d, i)))
        {
            var below = directory == "." ? "" : directory + "/";
            var members = directory == "." ? $"[workspace]\nmembers = [{string.Join(", ", directories.Skip(1).Select(d => $"'{d}'"))}]\n" : "";
            tree[below + "Cargo.toml"] = $"[package]\nname = 'p{at}'\nversion = '0.1.0'\nedition = '2021'\n[lib]\npath = 'lib/lib.rs'\n{members}";
            tree[below + "lib/lib.rs"] = "";
        }

        // A file where a directory stands is no tree.
        foreach (var file in files.Where(f => !files.Concat(tree.Keys).Any(o => o.StartsWith(f + "/", StringComparison.Ordinal) || f.StartsWith(o + "/", StringComparison.Ordinal))))
        {
            tree.TryAdd(file, "");
        }

        return tree;
    }

    private static CodeOwners ParseOwners(string text)
    {
        var parsed = CodeOwners.Parse(SourceText.From(CodeOwners.Places[0], text));
        Assert.Empty(parsed.Diagnostics);
        return parsed.Value;
    }
}
