using System.Collections.Immutable;

namespace Harness.Changes;

/// <summary>How sure it is who made a change, the least first. Lower evidence only takes rights away.</summary>
public enum IdentityEvidence
{
    /// <summary>Author, committer and trailers of commits: anyone can write anything there.</summary>
    Commit,

    /// <summary>The name of the branch: a claim of whoever pushed it.</summary>
    Branch,

    /// <summary>The caller says so: <c>--as</c>, <c>HARNESS_AGENT</c>.</summary>
    Asserted,

    /// <summary>The host has authenticated the account.</summary>
    Host,
}

/// <summary>Words for evidence.</summary>
public static class IdentityEvidences
{
    /// <summary>Whose word it is: <c>the host</c>.</summary>
    /// <param name="evidence">The evidence.</param>
    public static string ToText(this IdentityEvidence evidence) => evidence switch
    {
        IdentityEvidence.Host => "the host",
        IdentityEvidence.Asserted => "the caller",
        IdentityEvidence.Branch => "the branch",
        _ => "the commits",
    };
}

/// <summary>One piece of evidence of who made a change.</summary>
/// <param name="Evidence">How sure it is.</param>
/// <param name="Name">
/// Who: an account's login by the host, an agent's name as asserted, the branch's whole name, or <c>Name &lt;email&gt;</c> of a commit.
/// </param>
/// <param name="Source">Where it comes from, as a message names it: <c>the pull request's author</c>, <c>--as</c>, <c>commit 1a2b3c4</c>.</param>
public sealed record IdentityClaim(IdentityEvidence Evidence, string Name, string Source)
{
    /// <summary>A value that indicates whether someone had a hand in it of whom only that is known: such a one is nobody's agent.</summary>
    public bool IsUnknown => Evidence == IdentityEvidence.Host && Name.Length == 0;

    /// <summary>Returns the claim that someone unknown had a hand in it, by the host's word.</summary>
    /// <param name="source">What is not known and why, as a message says it.</param>
    public static IdentityClaim Unknown(string source) => new(IdentityEvidence.Host, "", source);

    /// <summary>Returns the claim of the account that pushed, by the host's word.</summary>
    /// <param name="login">The login of the account.</param>
    public static IdentityClaim Pushed(string login) => new(IdentityEvidence.Host, login, "who pushed");
}

/// <summary>Who made a change, as all that is known of it.</summary>
public sealed class Actor
{
    /// <summary>Someone of whom there is evidence.</summary>
    /// <param name="claims">The evidence.</param>
    public Actor(ImmutableArray<IdentityClaim> claims) => Claims = claims;

    /// <summary>Nobody is known.</summary>
    public static Actor Unknown { get; } = new([]);

    /// <summary>The evidence.</summary>
    public ImmutableArray<IdentityClaim> Claims { get; }
}
