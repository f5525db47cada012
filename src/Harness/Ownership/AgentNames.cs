using System.Collections.Immutable;
using Harness.Changes;
using Harness.Policies;

namespace Harness.Ownership;

/// <summary>Finds the agents that a piece of evidence names.</summary>
internal sealed class AgentNames
{
    private const string HostedMail = "@users.noreply.github.com";
    private readonly OwnershipMap map;
    private readonly Dictionary<string, ImmutableArray<Agent>> byName;

    public AgentNames(OwnershipMap map)
    {
        this.map = map;
        byName = map.Policy.Policy.Agents.ToDictionary(a => a.Name, a => ImmutableArray.Create(a), StringComparer.Ordinal);
    }

    /// <summary>
    /// Returns the agents. Returns an empty array for a stranger who counts as a contributor, and <see langword="null"/> for a name without effect.
    /// </summary>
    public ImmutableArray<Agent>? Find(IdentityClaim claim) => claim.Evidence switch
    {
        IdentityEvidence.Host => claim.IsUnknown ? [] : map.FindAgents(claim.Name),
        IdentityEvidence.Asserted => byName.GetValueOrDefault(claim.Name, []),
        IdentityEvidence.Branch => OfBranch(claim.Name),
        _ => OfCommit(claim.Name),
    };

    private ImmutableArray<Agent>? OfBranch(string branch) =>
        map.Policy.Policy.Branches is { } settings && settings.FindAgent(branch, byName.Keys) is { } name ? byName[name] : null;

    // "Name <mail>": the mail is the host's own form with the login in it, or one of the two is itself a login.
    private ImmutableArray<Agent>? OfCommit(string signature)
    {
        var open = signature.LastIndexOf('<');
        var name = (open < 0 ? signature : signature[..open]).Trim();
        var mail = open < 0 ? "" : signature[(open + 1)..].TrimEnd('>', ' ');
        foreach (var login in new[] { LoginOf(mail), mail, name })
        {
            if (map.FindAgents(login) is { IsEmpty: false } agents || byName.TryGetValue(login, out agents))
            {
                return agents;
            }
        }

        return null;
    }

    private static string LoginOf(string mail)
    {
        if (!mail.EndsWith(HostedMail, StringComparison.OrdinalIgnoreCase))
        {
            return "";
        }

        var login = mail[..^HostedMail.Length];
        return login[(login.IndexOf('+', StringComparison.Ordinal) + 1)..];
    }
}
