using System.Text;
using Harness.Rights;
using Harness.Trees;
using Harness.Workspaces;
using Xunit;

namespace Harness.Tests.Rights;

public sealed class RustIncludesTests
{
    private const string Manifest = "[package]\nname = \"a\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";

    [Theory]
    [InlineData("include_str!(\"x.md\")", "x.md whole")]
    [InlineData("include_bytes ! [ r#\"x.md\"# ]", "x.md whole")]
    [InlineData("core::include_str!{\"x.md\",}", "x.md whole")]
    [InlineData("#![doc = include_str!(\"../x.md\")]", "../x.md whole")]
    [InlineData("include_str!(\"\\x78\\u{2e}md\")", "x.md whole")]
    [InlineData("include_str!(\"x\\\n   .md\")", "x.md whole")]
    [InlineData("include!(/* why /* and */ \"no\" */ \"x.rs\" // \"y\"\n)", "x.rs whole source")]
    [InlineData("include_str!(concat!(env!(\"DIR\"), \"/x.md\"))", "DIR/x.md")]
    [InlineData("include_str!(concat!(\"x\", \".md\"))", "x.md")]
    [InlineData("include_str!($path)", "")]
    [InlineData("include_str!(concat!(\"x\", $end))", "")]
    [InlineData("#[path = \"x.md\"] mod a;", "x.md whole source|x.md source")]
    [InlineData("#[cfg_attr(all(), path = \"x.md\")] mod a;", "x.md whole source|x.md source")]
    [InlineData("// include_str!(\"x.md\")\n/* include_str!(\"x.md\") */", null)]
    [InlineData("let s = \"include_str!(\\\"x.md\\\")\"; fn include_str() {}", null)]
    [InlineData("let c = '\"'; include_str!(\"x.md\"); let d: &'a str = \"'\";", "x.md whole")]
    [InlineData("let path = \"x.md\";", null)]
    [InlineData("let c = '\\''; let path = dir.join(\"x.md\");", null)]
    [InlineData("include_str!(\"x.md", "x.md whole")]
    [InlineData("include_str!(\"\\u{7_8}.md\")", "x.md whole")]
    [InlineData("/**/include_str!(\"x.md\")", "x.md whole")]
    [InlineData("/*/ include_str!(\"x.md\") */", null)]
    [InlineData("let r = r\"\\\"; include_str!(\"x.md\");", "x.md whole")]
    [InlineData("let b = br\"\\\"; include_str!(\"x.md\");", "x.md whole")]
    [InlineData("let c = cr\"\\\"; include_str!(\"x.md\");", "x.md whole")]
    [InlineData("let c = '\\\"'; include_str!(\"x.md\");", "x.md whole")]
    [InlineData("each!('a','\"'); include_str!(\"x.md\");", "x.md whole")]
    public void Files_are_found_as_the_compiler_reads_them(string source, string? found) =>
        Assert.Equal(found?.Split('|') ?? [], new RustIncludes(Encoding.UTF8.GetBytes(source)).Includes.Select(i => $"{i.Path}{(i.IsWhole ? " whole" : "")}{(i.IsSource ? " source" : "")}"));

    [Theory]
    [InlineData("'")]
    [InlineData("'\\")]
    [InlineData("\"\\")]
    [InlineData("\"\\x7")]
    [InlineData("\"\\u{7")]
    [InlineData("r")]
    [InlineData("br##")]
    [InlineData("/*")]
    public void A_source_that_ends_in_the_middle_is_read_to_its_end(string end) =>
        Assert.Equal(["x.md"], new RustIncludes(Encoding.UTF8.GetBytes("include_str!(\"x.md\"); " + end)).Includes.Select(i => i.Path));

    [Theory]
    [InlineData("#![doc = include_str!(\"../CHANGELOG.md\")]", "", true)]
    [InlineData("include_str!(\"../changelog.md\")", "", true)]
    [InlineData("include_str!(\"../other/CHANGELOG.md\")", "", false)]
    [InlineData("include_str!(\"../linked/CHANGELOG.md\")", "", true)]
    [InlineData("include_str!(\"../notes.md\")", "", true)]
    [InlineData("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/CHANGELOG.md\"))", "", true)]
    [InlineData("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"\\\\CHANGELOG.md\"))", "", true)]
    [InlineData("include_str!(concat!(\"../CHANGE\", \"LOG.md\"))", "", true)]
    [InlineData("include_str!(concat!(env!(\"OUT_DIR\"), \"/made.rs\"))", "", false)]
    [InlineData("macro_rules! m { ($p:expr) => { include_str!($p) } }\nm!(\"../CHANGELOG.md\");", "", true)]
    [InlineData("macro_rules! m { ($p:expr) => { include_str!($p) } }", "", false)]
    [InlineData("let text = std::fs::read(\"CHANGELOG.md\");", "", false)]
    [InlineData("// include_str!(\"../CHANGELOG.md\")", "", false)]
    [InlineData("include!(\"more.inc\");", "", true)]
    [InlineData("", "[[bin]]\nname = \"b\"\npath = \"CHANGELOG.md\"\n", true)]
    public void A_changelog_that_is_compiled_in_is_known(string source, string target, bool expected)
    {
        var tree = new LinkedFiles(MemoryTree.FromText(new Dictionary<string, string>
        {
            ["Cargo.toml"] = Manifest + target,
            ["src/lib.rs"] = source,
            ["src/more.inc"] = "const LOG: &str = include_str!(\"../CHANGELOG.md\");",
            ["CHANGELOG.md"] = "# Changes\n",
            ["other/CHANGELOG.md"] = "# Others\n",
        }));
        Assert.Equal(expected, new IncludedFiles(Codebase.Load(tree, new CodebaseOptions(), TestContext.Current.CancellationToken)).Include(RepoPath.Parse("CHANGELOG.md")));
    }

    [Theory]
    [InlineData("src/deep/inner.rs", true)]
    [InlineData("src/deep/INNER.RS", true)]
    [InlineData("src/deep/inner.txt", false)]
    public void Every_source_of_the_tree_is_looked_into(string path, bool expected)
    {
        var tree = MemoryTree.FromText(new Dictionary<string, string>
        {
            ["Cargo.toml"] = Manifest,
            ["src/lib.rs"] = "mod deep;",
            [path] = "const LOG: &str = include_str!(\"../../CHANGELOG.md\");",
            ["CHANGELOG.md"] = "# Changes\n",
        });
        Assert.Equal(expected, new IncludedFiles(Codebase.Load(tree, new CodebaseOptions(), TestContext.Current.CancellationToken)).Include(RepoPath.Parse("CHANGELOG.md")));
    }

    // A link to the changelog, and one to the directory that it is in.
    private sealed class LinkedFiles(SourceTree inner) : SourceTree
    {
        public override EntryKind GetKind(RepoPath path) => inner.GetKind(Follow(path));

        public override FileContent Read(RepoPath path) => inner.Read(Follow(path));

        public override IReadOnlyList<TreeEntry> List(RepoPath directory) => inner.List(Follow(directory));

        public override string? ReadLink(RepoPath path) => path.Value switch
        {
            "notes.md" => "CHANGELOG.md",
            "linked" => ".",
            _ => null,
        };

        private static RepoPath Follow(RepoPath path) =>
            path.Value == "notes.md" ? RepoPath.Parse("CHANGELOG.md") : path.Value.StartsWith("linked/", StringComparison.Ordinal) ? RepoPath.Parse(path.Value["linked/".Length..]) : path;
    }
}
