using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CsCheck;
using Harness.Changes;
using Harness.Testing;
using Harness.Trees;
using Xunit;

namespace Harness.Git.Tests;

public sealed class AddedLinesTests
{
    private static readonly Gen<string[]> Text = Gen.Select(Gen.Char["abc"].Array[0, 30], Gen.Bool, (lines, ends) =>
        lines.Select((c, i) => i == lines.Length - 1 && !ends ? $"{c}" : $"{c}\n").ToArray());

    [Theory]
    [InlineData("", "", "")]
    [InlineData("", "a\nb", "0 1")]
    [InlineData("a\nb\n", "", "")]
    [InlineData("a\nb\nc\n", "a\nx\nc\n", "1")]
    [InlineData("a\n", "a", "0")]
    [InlineData("a\nb\n", "a\r\nb\r\n", "0 1")]
    [InlineData("a\nb\nc\n", "c\na\nb\n", "0")]
    [InlineData("a\n", "a\nb\0c\n", "1")]
    public void The_added_lines_are_those_of_the_new_side(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join(' ', Between(before, after)));

    [Fact]
    public void Bytes_with_a_NUL_that_are_no_UTF_8_have_no_lines()
    {
        Assert.Empty(AddedLines.Between([], [0, 0xFF, (byte)'\n']));
        Assert.Equal([0], AddedLines.Between([], [0xFF, (byte)'\n']).ToArray());
    }

    [Fact]
    public void Without_the_added_lines_the_new_side_is_a_part_of_the_old_one_and_none_more_could_stay() =>
        Gen.Select(Text, Text).Sample(sides =>
        {
            var (before, after) = sides;
            var added = Between(string.Concat(before), string.Concat(after));
            var kept = after.Where((_, i) => !added.Contains(i)).ToArray();

            Assert.Equal(LongestCommon(before, after), kept.Length);
            var at = 0;
            Assert.All(kept, line => Assert.True((at = Array.IndexOf(before, line, at) + 1) > 0));
        });

    [Fact]
    public void Git_counts_as_many()
    {
        using var git = new GitFixture();
        Gen.Select(Text, Text).Sample(
            sides =>
            {
                git.Write("a", string.Concat(sides.Item1)).Write("b", string.Concat(sides.Item2));
                var before = git.Run("hash-object", "-w", "a");
                var after = git.Run("hash-object", "-w", "b");
                var counts = git.Run("diff", "--minimal", "--no-indent-heuristic", "--numstat", before, after);
                var expected = counts.Length == 0 ? 0 : int.Parse(counts.Split('\t')[0], CultureInfo.InvariantCulture);

                Assert.Equal(expected, Between(string.Concat(sides.Item1), string.Concat(sides.Item2)).Length);
            },
            iter: 25,
            threads: 1);
    }

    [Fact]
    public void Sides_that_have_little_in_common_give_too_many_lines_rather_than_too_few()
    {
        var before = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"old {i}\n"));
        var after = string.Concat(Enumerable.Range(0, 20_000).Select(i => i % 2 == 0 ? $"old {i}\n" : $"new {i}\n"));

        Assert.Superset(Enumerable.Range(0, 20_000).Where(i => i % 2 == 1).ToHashSet(), Between("first\n" + before, after).ToHashSet());
    }

    [Fact]
    public void A_side_that_cannot_be_read_is_not_a_side_without_lines()
    {
        using var git = new GitFixture();
        var one = git.Write("a", "1\n").Commit("one");
        var two = git.Write("a", "1\n2\n").Write("big", new string('x', SourceTree.MaximumFileLength + 1)).Commit("two");
        using var repository = GitRepository.Open(git.Path);
        var (before, after) = (repository.GetTree(repository.Resolve(one)), repository.GetTree(repository.Resolve(two)));
        var changes = repository.Compare(before, after);

        Assert.Equal([1], AddedLines.Find(changes.Find(RepoPath.Parse("a"))!, before, after)!.Value.ToArray());
        Assert.Null(AddedLines.Find(changes.Find(RepoPath.Parse("big"))!, before, after));
        Assert.Empty(AddedLines.Find(repository.Compare(after, before).Find(RepoPath.Parse("big"))!, after, before)!.Value);
    }

    private static ImmutableArray<int> Between(string before, string after) =>
        AddedLines.Between(Encoding.UTF8.GetBytes(before), Encoding.UTF8.GetBytes(after));

    private static int LongestCommon(string[] one, string[] other)
    {
        var lengths = Enumerable.Range(0, one.Length + 1).Select(_ => new int[other.Length + 1]).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            for (var j = 1; j <= other.Length; j++)
            {
                lengths[i][j] = one[i - 1] == other[j - 1] ? lengths[i - 1][j - 1] + 1 : Math.Max(lengths[i - 1][j], lengths[i][j - 1]);
            }
        }

        return lengths[one.Length][other.Length];
    }
}
