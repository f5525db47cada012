namespace Harness.Evasions.Tests;

/// <summary>Who makes a change, by which evidence, and who has approved exactly its head.</summary>
/// <param name="Logins">The accounts that the host has authenticated.</param>
internal sealed record Author(params string[] Logins)
{
    public static Author AppDev { get; } = new("app-dev[bot]");

    public static Author MasterDb { get; } = new("master-db[bot]");

    public static Author Lead { get; } = new("boss");

    /// <summary>The agent that the caller says to be.</summary>
    public string? As { get; init; }

    /// <summary>The branch.</summary>
    public string? Branch { get; init; }

    /// <summary>Whether someone pushed whom the host does not name.</summary>
    public bool HasUnknownPusher { get; init; }

    /// <summary>The accounts that have approved the head.</summary>
    public string[] Consents { get; init; } = [];

    /// <summary>The accounts that have approved the commit before the head.</summary>
    public string[] EarlierConsents { get; init; } = [];

    /// <summary>The evidence, that of the commits aside.</summary>
    public IEnumerable<IdentityClaim> Claims =>
    [
        .. Logins.Select(l => new IdentityClaim(IdentityEvidence.Host, l, "--login")),
        .. HasUnknownPusher ? new[] { IdentityClaim.Unknown("it is not known who pushed") } : [],
        .. As is null ? Array.Empty<IdentityClaim>() : [new IdentityClaim(IdentityEvidence.Asserted, As, "--as")],
        .. Branch is null ? Array.Empty<IdentityClaim>() : [new IdentityClaim(IdentityEvidence.Branch, Branch, "the branch")],
    ];

    /// <summary>The same with the approval of further accounts.</summary>
    public Author With(params string[] consents) => this with { Consents = consents };
}
