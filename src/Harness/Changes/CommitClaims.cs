namespace Harness.Changes;

/// <summary>
/// Finds the contributors that a commit names: author, committer, and every line of the message that begins with
/// <c>Co-authored-by:</c>, wherever it is. Anyone can write anything there, so it only adds contributors, and proves nothing.
/// </summary>
public static class CommitClaims
{
    private const string Trailer = "Co-authored-by:";

    /// <summary>Returns the claims of a commit.</summary>
    /// <param name="commit">The commit, as a message names it: <c>commit 1a2b3c4</c>.</param>
    /// <param name="author">The author: <c>Name &lt;email&gt;</c>.</param>
    /// <param name="committer">The committer: <c>Name &lt;email&gt;</c>.</param>
    /// <param name="message">The whole message.</param>
    public static IEnumerable<IdentityClaim> Find(string commit, string author, string committer, string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new[] { author, committer }.Concat(CoAuthors(message)).Select(name => new IdentityClaim(IdentityEvidence.Commit, name, commit));
    }

    private static IEnumerable<string> CoAuthors(string message) =>
        message.Split('\n', StringSplitOptions.TrimEntries)
            .Where(l => l.StartsWith(Trailer, StringComparison.OrdinalIgnoreCase))
            .Select(l => l[Trailer.Length..].Trim())
            .Where(n => n.Length > 0);
}
