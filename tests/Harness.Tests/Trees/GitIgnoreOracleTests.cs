using System.Diagnostics;
using System.Text;
using CsCheck;
using Harness.Trees;
using Xunit;

namespace Harness.Tests.Trees;

/// <summary>Git decides; ours must say the same.</summary>
public sealed class GitIgnoreOracleTests
{
    private static readonly string[] Pieces =
        ["a", "b", "ab", "*", "**", "?", "/", "/", "!", "\\", "[a-b]", "[!a]", "[^b-]", "[]a]", "[[:alpha:]]", "[a", " ", "é", "#", ".", "***", "[\\]]", "[[:no:]]", "-", "**/", "/**", "[é]", "\r"];

    private static readonly string[] Segments = ["a", "b", "ab", "ba", "a b", "é", "-", "]", "aab", ".a", "#", "!a", "a ", "[a", "\\"];

    private static readonly Gen<string> Line = OneOf(Pieces).Array[1, 5].Select(string.Concat);
    private static readonly Gen<string> Lines = Line.Array[1, 6].Select(l => string.Join('\n', l));
    private static readonly Gen<string> RelativePath = OneOf(Segments).Array[1, 4].Select(s => string.Join('/', s));

    [Fact]
    public void Random_patterns_ignore_exactly_the_paths_that_git_ignores()
    {
        using var repository = new GitRepository();
        Gen.Select(Lines, Lines, Lines, Lines, RelativePath.Array[8, 40]).Sample(
            (atRoot, inside, deeper, exclude, paths) => repository.Agrees(atRoot, inside, deeper, exclude, paths),
            iter: 200, threads: 1);
    }

    [Theory]
    [InlineData("target/", "target", true)]
    [InlineData("target/", "crates/x/target", true)]
    [InlineData("/target", "crates/x/target", false)]
    [InlineData("*.o\n!keep.o", "keep.o", false)]
    [InlineData("dir/\n!dir/keep", "dir/keep", true)]
    [InlineData("a/**/b", "a/b", true)]
    [InlineData("a/**/b", "a/x/y/b", true)]
    [InlineData("a**/b", "ax/y/b", true)]
    [InlineData("x\\ ", "x ", true)]
    [InlineData("x  ", "x", true)]
    [InlineData("\\#x", "#x", true)]
    [InlineData("x\r", "x", true)]
    [InlineData("\uFEFFx", "x", true)]
    public void A_pattern_means_what_git_documents(string patterns, string path, bool isIgnored)
    {
        var tree = MemoryTree.FromText([new(".gitignore", patterns), new(path + "/file", "")]);

        Assert.Equal(isIgnored, tree.IsIgnored(RepoPath.Parse(path), EntryKind.Directory));
        using var repository = new GitRepository();
        Assert.True(repository.Agrees(patterns, "", "", "", [path]));
    }

    [Fact]
    public void A_pattern_made_to_be_slow_is_matched_in_bounded_time()
    {
        var pattern = string.Concat(Enumerable.Repeat("*a", 1000)) + "b";
        var tree = MemoryTree.FromText([new(".gitignore", pattern)]);
        var clock = Stopwatch.StartNew();

        Assert.False(tree.IsIgnored(RepoPath.Parse(new string('a', 4000)), EntryKind.File));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"took {clock.Elapsed}");
    }

    [Fact]
    public void An_ignore_file_beyond_all_measure_ignores_nothing()
    {
        var patterns = string.Concat(Enumerable.Repeat("a\n", 10_001));

        Assert.False(MemoryTree.FromText([new(".gitignore", patterns)]).IsIgnored(RepoPath.Parse("a"), EntryKind.File));
        Assert.True(MemoryTree.FromText([new(".gitignore", patterns[2..])]).IsIgnored(RepoPath.Parse("a"), EntryKind.File));
    }

    private static Gen<string> OneOf(string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private sealed class GitRepository : IDisposable
    {
        private readonly string directory = Directory.CreateTempSubdirectory("harness-ignore-").FullName;

        public GitRepository() => Git([], "init", "-q", ".");

        public bool Agrees(string atRoot, string inside, string deeper, string exclude, string[] paths)
        {
            foreach (var old in Directory.EnumerateFileSystemEntries(directory).Where(e => Path.GetFileName(e) != ".git"))
            {
                Remove(old);
            }

            var made = paths.Distinct().Where(Make).Order(StringComparer.Ordinal).ToArray();
            Write(".gitignore", atRoot);
            Write("a/.gitignore", inside);
            Write("a/b/.gitignore", deeper);
            Write(".git/info/exclude", exclude);
            var expected = Git(made, "-c", "core.excludesFile=", "check-ignore", "--no-index", "--stdin", "-z");
            var tree = new DirectoryTree(directory);
            var actual = made.Where(p => tree.IsIgnored(RepoPath.Parse(p), tree.GetKind(RepoPath.Parse(p)))).ToArray();
            return expected.Order(StringComparer.Ordinal).SequenceEqual(actual) ? true
                : throw new Xunit.Sdk.XunitException($"git: {string.Join(" | ", expected)}\nours: {string.Join(" | ", actual)}");
        }

        public void Dispose() => Directory.Delete(directory, recursive: true);

        private static void Remove(string path)
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
            }
        }

        // A path of an even number of bytes becomes a directory, where none stands in its way.
        private bool Make(string path)
        {
            try
            {
                var full = Path.Join(directory, path);
                if (path.Length % 2 == 0 || Directory.Exists(full))
                {
                    Directory.CreateDirectory(full);
                }
                else
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(full)!);
                    File.WriteAllText(full, "");
                }

                return true;
            }
            catch (IOException)
            {
                return false;
            }
        }

        private void Write(string path, string text)
        {
            if (path.StartsWith(".git", StringComparison.Ordinal) || Directory.Exists(Path.Join(directory, Path.GetDirectoryName(path))))
            {
                File.WriteAllText(Path.Join(directory, path), text);
            }
        }

        private string[] Git(string[] paths, params string[] arguments)
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments)
            {
                WorkingDirectory = directory,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardInputEncoding = new UTF8Encoding(false),
                StandardOutputEncoding = new UTF8Encoding(false),
            })!;
            var output = git.StandardOutput.ReadToEndAsync();
            var error = git.StandardError.ReadToEndAsync();
            git.StandardInput.Write(string.Concat(paths.Select(p => p + "\0")));
            git.StandardInput.Close();
            git.WaitForExit();
            Assert.True(git.ExitCode is 0 or 1, error.Result);
            return output.Result.Split('\0', StringSplitOptions.RemoveEmptyEntries);
        }
    }
}
