using System.Collections.Immutable;

namespace Harness.Inference;

/// <summary>Finds an advisor, and an owner of everything else. Without both, a policy would lock its repository.</summary>
internal static class AdvisorInference
{
    private const string Everything = "**";

    /// <summary>Returns the agents with an advisor among them and an owner of the rest.</summary>
    /// <param name="agents">The agents that own something.</param>
    /// <param name="options">The requested agents and the author.</param>
    public static ImmutableArray<ProposedAgent> Complete(ImmutableArray<ProposedAgent> agents, ProposalOptions options)
    {
        var complete = agents.ToList();
        var at = FindAdvisor(complete, options);
        if (at < 0)
        {
            complete.Add(Create(complete, options));
            at = complete.Count - 1;
        }

        var advisor = complete[at].With(isAdvisor: true);
        if (!complete.Exists(a => a.Paths.Contains(Everything)))
        {
            advisor = advisor.With(paths: [Everything, .. advisor.Paths]);
        }

        if (!complete.Exists(a => a.Selectors.Contains(Everything)))
        {
            advisor = advisor.With(selectors: [Everything, .. advisor.Selectors]);
        }

        complete[at] = advisor;
        return [.. complete];
    }

    // The requested one, else the owner of everything by CODEOWNERS, else the user.
    private static int FindAdvisor(List<ProposedAgent> agents, ProposalOptions options)
    {
        if (!options.Advisors.IsEmpty)
        {
            var asked = OwnerClaim.KeyOf(OwnersOf(options.Advisors));
            return agents.FindIndex(a => OwnerClaim.KeyOf(a.Owners) == asked);
        }

        var rest = agents.FindIndex(a => a.Paths.Contains(Everything));
        return rest >= 0 || options.Author is null || !options.IsAuthorKnown ? rest : agents.FindIndex(a => OwnerClaim.KeyOf(a.Owners) == OwnerClaim.KeyOf(OwnersOf([options.Author])));
    }

    private static ProposedAgent Create(List<ProposedAgent> agents, ProposalOptions options)
    {
        var taken = agents.Select(a => a.Name).ToHashSet(StringComparer.Ordinal);
        var owners = OwnersOf(!options.Advisors.IsEmpty ? options.Advisors : options is { Author: { } author, IsAuthorKnown: true } ? [author] : []);
        return new ProposedAgent(AgentNaming.Unique("lead", taken), [], [], owners) { Unconfirmed = options.Advisors.IsEmpty ? options.Author : null };
    }

    private static ImmutableArray<string> OwnersOf(ImmutableArray<string> names) => [.. names.Select(n => n.StartsWith('@') ? n : $"@{n}")];
}
