using Xunit;

namespace Harness.GitHub.Facts.Tests;

/// <summary>Who pushed what is proposed, by what a branch went through. Commits are letters, "-" is none.</summary>
public sealed class PusherTraceTests
{
    // The movements, the newest first: "before>after kind who". Proposed are B, C, D; A and all else is not. The head is D.
    public static TheoryData<string, string, string, bool> Table => new()
    {
        { "one life", "C>D push ann, B>C push bob, ->B branch_creation ann", "ann, bob", true },
        { "made at the head", "->D branch_creation ann", "ann", true },
        { "older than the records, from the target", "A>D push ann", "ann", true },
        { "older than the records, from what is proposed", "C>D push ann", "ann", false },
        { "not at the head", "B>C push ann, ->B branch_creation ann", "", false },
        { "nothing is recorded", "", "", false },
        { "a movement is missing", "C>D push ann, A>B push ann, ->A branch_creation ann", "ann", false },
        { "a movement is missing that is not proposed", "X>D force_push ann, ->A branch_creation bob", "ann, bob", true },
        { "pushed away by force", "M>D force_push ann, C>M push mallory, ->C branch_creation ann", "ann, mallory", true },
        { "restored at the head", "->D branch_creation ann, D>- branch_deletion ann, C>D push mallory, ->C branch_creation ann", "ann, mallory", true },
        { "restored further back", "B>D push ann, ->B branch_creation ann, M>- branch_deletion ann, B>M push mallory, ->B branch_creation mallory", "ann, mallory", true },
        { "restored twice", "->D branch_creation ann, D>- branch_deletion ann, ->D branch_creation ann, D>- branch_deletion bob, ->D branch_creation mallory", "ann, mallory", true },
        { "restored, and the first life has a gap", "->D branch_creation ann, D>- branch_deletion ann, C>D push ann", "ann", false },
        { "the same name for what is done", "->D branch_creation ann, X>- branch_deletion bob, ->X branch_creation mallory", "ann", true },
        { "deleted after the head", "D>- branch_deletion bob, ->D branch_creation ann", "ann", true },
        { "moved on after the head", "D>E push mallory, ->D branch_creation ann", "ann", true },
        { "merged into", "C>D pr_merge bob, ->C branch_creation ann", "ann, bob", true },
        { "a kind that is new", "C>D teleported bob, ->C branch_creation ann", "ann, bob", true },
        { "by an account that is gone", "C>D push ?, ->C branch_creation ann", "ann", false },
        { "one account in two spellings", "C>D push Ann, ->C branch_creation ann", "ann", true },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Everyone_who_moved_the_branch_counts_and_what_is_not_explained_is_said(string what, string moves, string pushers, bool isExplained)
    {
        var trace = Follow(moves, isWhole: true);

        Assert.True(isExplained == trace.Gap is null, $"{what}: {trace.Gap}");
        Assert.Equal(pushers, string.Join(", ", trace.Logins.Select(l => l.ToLowerInvariant()).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Records_that_are_cut_off_explain_nothing() =>
        Assert.Equal("it has moved more often than GitHub lists at once", Follow("C>D push ann, ->C branch_creation ann", isWhole: false).Gap);

    private static PusherTrace Follow(string moves, bool isWhole) =>
        PusherTrace.Follow([.. moves.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(ToMove)], isWhole, Id("D"), new HashSet<string>([Id("B"), Id("C"), Id("D")]));

    private static BranchMove ToMove(string text)
    {
        var parts = text.Split(' ');
        var between = parts[0].IndexOf('>', StringComparison.Ordinal);
        return new BranchMove(Id(parts[0][..between]), Id(parts[0][(between + 1)..]), parts[1], parts[2] == "?" ? null : parts[2]);
    }

    private static string Id(string letter) => new(letter == "-" ? '0' : letter[0], 40);
}
