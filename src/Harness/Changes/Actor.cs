using System.Collections.Immutable;

namespace Harness.Changes;

/// <summary>The strength of the evidence about the author of a change, weakest first. Weaker evidence only removes rights.</summary>
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
    /// <summary>Returns the source of the evidence in words: <c>the host</c>.</summary>
    /// <param name="evidence">The evidence.</param>
    public static string ToText(this IdentityEvidence evidence) => evidence switch
    {
        IdentityEvidence.Host => "the host",
        IdentityEvidence.Asserted => "the caller",
        IdentityEvidence.Branch => "the branch",
        _ => "the commits",
    };
}

/// <summary>A piece of evidence about a contributor to a change.</summary>
/// <param name="Evidence">The strength of the evidence.</param>
/// <param name="Name">
/// The name: an account's login from the host, an asserted agent's name, the whole name of the branch, or <c>Name &lt;email&gt;</c> of a commit.
/// </param>
/// <param name="Source">The origin of the evidence, as messages name it: <c>the pull request's author</c>, <c>--as</c>, <c>commit
/// 1a2b3c4</c>.</param>
public sealed record IdentityClaim(IdentityEvidence Evidence, string Name, string Source)
{
    /// <summary>A value that indicates whether the contributor is unknown. An unknown contributor is not an agent.</summary>
    public bool IsUnknown => Evidence == IdentityEvidence.Host && Name.Length == 0;

    /// <summary>Returns the host's evidence of an unknown contributor.</summary>
    /// <param name="source">The unknown fact and the reason, as a message has it.</param>
    public static IdentityClaim Unknown(string source) => new(IdentityEvidence.Host, "", source);

    /// <summary>Returns the claim of the account that pushed, by the host's word.</summary>
    /// <param name="login">The login of the account.</param>
    public static IdentityClaim Pushed(string login) => new(IdentityEvidence.Host, login, "who pushed");
}

/// <summary>The known contributors of a change.</summary>
public sealed class Actor
{
    /// <summary>Someone of whom there is evidence.</summary>
    /// <param name="claims">The evidence.</param>
    public Actor(ImmutableArray<IdentityClaim> claims) => Claims = claims;

    /// <summary>No contributor is known.</summary>
    public static Actor Unknown { get; } = new([]);

    /// <summary>The evidence.</summary>
    public ImmutableArray<IdentityClaim> Claims { get; }
}
