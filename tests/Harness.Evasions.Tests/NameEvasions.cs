using System.Collections.Immutable;
using Harness.Testing;

namespace Harness.Evasions.Tests;

/// <summary>Ways past the gate through refs that anyone may push, which git takes for others of the same short name.</summary>
internal static class NameEvasions
{
    private const string Remote = "refs/remotes/origin/main";

    public static ImmutableArray<Evasion> All { get; } =
    [
        new(30, "tag-named-as-target", "A tag bears the name of the target branch and stands at the head, so that nothing differs.")
        {
            TargetName = "main",
            Change = git => Shadow(git, "refs/tags/main"),
            Catches = [Catch.Refusal("refs/tags/main, refs/heads/main")],
            CleanInstead = git => git.Append(Ground.Sql),
        },
        new(30, "tag-named-as-remote-branch", "A tag bears the name of the target branch as a clone knows it.")
        {
            TargetName = "origin/main",
            Tip = Track,
            Change = git => Shadow(git, "refs/tags/origin/main"),
            Catches = [Catch.Refusal($"refs/tags/origin/main, {Remote}")],
            CleanInstead = git => git.Append(Ground.Sql),
        },
        new(30, "branch-named-as-remote-branch", "A local branch bears the name of the target branch as a clone knows it.")
        {
            TargetName = "origin/main",
            Tip = Track,
            Change = git => Shadow(git, "refs/heads/origin/main"),
            Catches = [Catch.Refusal($"refs/heads/origin/main, {Remote}")],
            CleanInstead = git => git.Append(Ground.Sql),
        },
        new(30, "tag-named-as-head", "A tag bears the name of the proposed branch and stands at an innocent commit.")
        {
            HeadName = "topic",
            Change = git =>
            {
                git.Run("tag", "topic", "main");
                git.Append(Ground.Storage);
            },
            Catches = [Catch.Refusal("refs/tags/topic, refs/heads/topic")],
            CleanInstead = git => git.Append(Ground.Sql),
        },
        new(30, "branch-named-as-id", "A branch that stands at the head bears the shortened id of the target's tip.")
        {
            TargetName = TipOfGround[..7],
            Change = git => Shadow(git, $"refs/heads/{git.Run("rev-parse", "--short=7", "refs/heads/main")}"),
            Catches = [Catch.Refusal("the commit ")],
            CleanInstead = git => git.Append(Ground.Sql),
        },
    ];

    // Fixed, for the fixture commits under a fixed name at a fixed time.
    private static string TipOfGround
    {
        get
        {
            using var git = new GitFixture();
            return git.Write(Ground.Files).Commit("tip");
        }
    }

    private static void Track(GitFixture git)
    {
        git.Commit("tip");
        git.Run("update-ref", Remote, "main");
    }

    private static void Shadow(GitFixture git, string name)
    {
        git.Append(Ground.Storage).Commit("foreign");
        git.Run("update-ref", name, "HEAD");
    }
}
