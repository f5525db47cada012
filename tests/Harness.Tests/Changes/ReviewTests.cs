using Harness.Changes;
using Xunit;

namespace Harness.Tests.Changes;

public sealed class ReviewTests
{
    [Theory]
    [InlineData(ReviewState.Approved, true)]
    [InlineData(ReviewState.Commented, true)]
    [InlineData(ReviewState.ChangesRequested, false)]
    [InlineData(ReviewState.Dismissed, false)]
    public void What_follows_an_approval_takes_it_back_unless_it_is_a_comment(ReviewState later, bool stands) =>
        Assert.Equal(stands, Review.FindConsents([new("a", "h1", ReviewState.Approved), new("A", "h1", later)]).Length == 1);

    [Fact]
    public void An_approval_is_of_the_head_it_was_given_for()
    {
        var consents = Review.FindConsents([new("a", "h1", ReviewState.Approved), new("b", "h1", ReviewState.Approved), new("a", "h2", ReviewState.Approved)]);

        Assert.Equal([new Consent("a", "h2"), new Consent("b", "h1")], consents);
    }

    [Fact]
    public void A_comment_alone_is_no_consent() => Assert.Empty(Review.FindConsents([new("a", "h1", ReviewState.Commented)]));
}
