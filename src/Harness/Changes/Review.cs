using System.Collections.Immutable;

namespace Harness.Changes;

/// <summary>The state of a review.</summary>
public enum ReviewState
{
    /// <summary>Neither yes nor no.</summary>
    Commented,

    /// <summary>Yes.</summary>
    Approved,

    /// <summary>No.</summary>
    ChangesRequested,

    /// <summary>Was yes or no, and counts no more.</summary>
    Dismissed,
}

/// <summary>A review of a change, as the host reports it.</summary>
/// <param name="Login">The account that gave it.</param>
/// <param name="Head">The id of the commit that it was given for.</param>
/// <param name="State">The state of the review.</param>
public sealed record Review(string Login, string Head, ReviewState State)
{
    /// <summary>Returns the approvals with their heads. The last review of each account that is not only a comment decides.</summary>
    /// <param name="reviews">The reviews, the oldest first.</param>
    public static ImmutableArray<Consent> FindConsents(IEnumerable<Review> reviews)
    {
        ArgumentNullException.ThrowIfNull(reviews);
        var last = new Dictionary<string, Review>(StringComparer.OrdinalIgnoreCase);
        foreach (var review in reviews.Where(r => r.State != ReviewState.Commented))
        {
            last[review.Login] = review;
        }

        return [.. last.Values.Where(r => r.State == ReviewState.Approved).Select(r => new Consent(r.Login, r.Head))];
    }
}
