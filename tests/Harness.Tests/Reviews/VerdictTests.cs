using Harness.Policies;
using Harness.Reviews;
using Xunit;

namespace Harness.Tests.Reviews;

public sealed class VerdictTests
{
    private static readonly Reviewed Own = Reviewed.By("app[bot]", ("sql/src/lib.rs", "pub fn run() {}\n"));
    private static readonly Reviewed Foreign = Reviewed.By("app[bot]", ("storage/src/lib.rs", "pub fn run() {}\n"));

    [Fact]
    public void Nothing_against_it_is_approved() => Assert.Equal(VerdictKind.Approved, Verdict.Decide([], Own.Result, ArchitectOutcome.None).Kind);

    [Theory]
    [InlineData(JudgementKind.Pass, VerdictKind.Approved)]
    [InlineData(JudgementKind.Concern, VerdictKind.Approved)]
    [InlineData(JudgementKind.Block, VerdictKind.ChangesRequested)]
    public void An_architect_can_block(JudgementKind judgement, VerdictKind expected) => Assert.Equal(expected, Verdict.Decide([], Own.Result, All(judgement)).Kind);

    [Fact]
    public void An_architect_lifts_no_finding_and_no_reason()
    {
        Assert.Equal(VerdictKind.ChangesRequested, Verdict.Decide([], Foreign.Result, All(JudgementKind.Pass)).Kind);
        Assert.Equal(VerdictKind.Waiting, Verdict.Decide([new VerdictReason(VerdictKind.Waiting, "x")], Own.Result, All(JudgementKind.Pass)).Kind);
    }

    [Fact]
    public void What_holds_a_change_up_is_an_error_that_it_brings()
    {
        var blocking = Assert.Single(Verdict.FindBlocking(Foreign.Result));
        Assert.Equal(("HRN3001", "storage/src/lib.rs"), (blocking.Descriptor.Id, blocking.Location.Path.Value));
        Assert.Empty(Verdict.FindBlocking(Own.Result));
    }

    [Theory]
    [InlineData("error", "new", false, true)]
    [InlineData("error", "new", true, false)]
    [InlineData("error", "all", true, true)]
    [InlineData("error", "report", false, false)]
    [InlineData("warning", "all", false, false)]
    public void What_is_lighter_or_was_there_before_or_does_not_count_holds_nothing_up(string severity, string enforce, bool wasThere, bool blocks)
    {
        var upward = "[package]\nname = \"storage\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\nsql = { path = \"../sql\" }\n";
        var alone = "[package]\nname = \"sql\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
        (string, string?)[] edge = [("storage/Cargo.toml", upward), ("sql/Cargo.toml", alone)];
        (string, string?)[] settings = [("harness.toml", $"{Reviewed.PolicyText}[workspace]\nenforce = \"{enforce}\"\n[rules]\nHRN2001 = \"{severity}\"\n"), .. wasThere ? edge : []];

        var result = Reviewed.At(settings).Change("db[bot]", wasThere ? [("storage/src/lib.rs", "pub fn run() {}\n")] : edge).Result;

        Assert.Contains(result.Findings, f => f.Descriptor.Id == "HRN2001");
        Assert.Equal(blocks, Verdict.FindBlocking(result).Any(f => f.Descriptor.Id == "HRN2001"));
        Assert.Equal(blocks, Verdict.Decide([], result, ArchitectOutcome.None).Reasons.Any(r => r.Text.Contains("HRN2001", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_answer_is_an_error_whatever_else_there_is()
    {
        var verdict = Verdict.Decide([new VerdictReason(VerdictKind.ChangesRequested, "red")], Foreign.Result, ArchitectOutcome.Failed("late"));

        Assert.Equal((VerdictKind.Error, "the architect gave no usable answer: late"), (verdict.Kind, verdict.Reasons[0].Text));
        Assert.Equal(3, verdict.Reasons.Length);
    }

    [Fact]
    public void Input_that_is_not_whole_is_an_error() =>
        Assert.Equal(VerdictKind.Error, Verdict.Decide([], Reviewed.By("app[bot]", ("sql/Cargo.toml", "[")).Result, ArchitectOutcome.None).Kind);

    [Fact]
    public void Without_a_result_the_reasons_alone_decide() =>
        Assert.Equal(VerdictKind.ChangesRequested, Verdict.Decide([new VerdictReason(VerdictKind.ChangesRequested, "a conflict")], null, ArchitectOutcome.NotAsked).Kind);

    [Fact]
    public void A_review_judges_each_dimension_once()
    {
        var judgements = ReviewDimensions.All.Select(d => new Judgement(d, JudgementKind.Pass, "")).ToArray();

        Assert.Equal(ReviewDimensions.All, new ArchitectReview(judgements.Reverse(), []).Judgements.Select(j => j.Dimension));
        Assert.Throws<ArgumentException>(() => new ArchitectReview(judgements[1..], []));
        Assert.Throws<ArgumentException>(() => new ArchitectReview([.. judgements, judgements[0]], []));
    }

    private static ArchitectOutcome All(JudgementKind kind) => ArchitectOutcome.From(new ArchitectReview(ReviewDimensions.All.Select(d => new Judgement(d, kind, "seen")), []));
}
