using System.Collections.Immutable;

namespace Harness.Changes;

/// <summary>What a review says of a change.</summary>
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

/// <summary>A review of a change, as the host tells it.</summary>
/// <param name="Login">The account that gave it.</param>
/// <param name="Head">The id of the commit that it was given for.</param>
/// <param name="State">What it says.</param>
public sealed record Review(string Login, string Head, ReviewState State)
{
    /// <summary>Who agrees, and to which head: of each account the last review that is not a mere comment decides.</summary>
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
