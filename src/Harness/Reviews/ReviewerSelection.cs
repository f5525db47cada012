using System.Collections.Immutable;
using System.Globalization;
using Harness.Analysis;
using Harness.Changes;
using Harness.Ownership;
using Harness.Policies;
using Harness.Rights;

namespace Harness.Reviews;

/// <summary>The workload and turns of all reviewers.</summary>
/// <param name="Load">The number of changes that wait for each account, by login.</param>
/// <param name="Recent">The accounts that reviewed last, the latest first.</param>
public sealed record ReviewerRoster(IReadOnlyDictionary<string, int> Load, ImmutableArray<string> Recent);

/// <summary>A reviewer that was chosen.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Login">The account to ask.</param>
public sealed record ChosenReviewer(Agent Agent, string Login);

/// <summary>
/// Selects the reviewers of a change: few agents that together may approve everything that it touches. They are chosen by changed lines, then
/// capacity, then turns. An advisor, who may approve everything, is chosen only for parts that nobody else may approve. Contributors are never
/// chosen. The same reviewer is not chosen twice in a row, unless nobody else may approve some part.
/// </summary>
public sealed class ReviewerSelection
{
    private ReviewerSelection(ImmutableArray<ChosenReviewer> chosen, ImmutableArray<string> uncovered, ImmutableArray<string> steps) =>
        (Chosen, Uncovered, Steps) = (chosen, uncovered, steps);

    /// <summary>The chosen reviewers, in order.</summary>
    public ImmutableArray<ChosenReviewer> Chosen { get; }

    /// <summary>The parts that no available reviewer may approve.</summary>
    public ImmutableArray<string> Uncovered { get; }

    /// <summary>The steps of the selection, one line each.</summary>
    public ImmutableArray<string> Steps { get; }

    /// <summary>Chooses.</summary>
    /// <param name="change">The change.</param>
    /// <param name="comparison">The result of its analysis, with rights.</param>
    /// <param name="outline">The change by packages.</param>
    /// <param name="roster">The workload and turns of the reviewers.</param>
    /// <exception cref="ArgumentException">The target's tip has no policy, so there is nobody to choose from.</exception>
    public static ReviewerSelection Choose(Change change, ChangeComparison comparison, ChangeOutline outline, ReviewerRoster roster)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(outline);
        ArgumentNullException.ThrowIfNull(roster);
        var rights = comparison.Rights ?? throw new ArgumentException("the target's tip has no policy", nameof(comparison));
        return new Run(rights, roster, outline).Choose();
    }

    private sealed class Run
    {
        private readonly ChangeRights rights;
        private readonly ReviewerRoster roster;
        private readonly List<string> steps = [];
        private readonly Policy policy;
        private readonly HashSet<Agent> authors;
        private readonly HashSet<string> authorLogins;
        private readonly List<(string Name, Agent? Owner, int Lines)> ground;

        public Run(ChangeRights rights, ReviewerRoster roster, ChangeOutline outline)
        {
            (this.rights, this.roster) = (rights, roster);
            policy = rights.Before.Policy.Policy;
            authors = [.. rights.Actor.Contributors.SelectMany(c => c.Agents)];
            authorLogins = rights.Actor.Contributors.Where(c => c.Claim.Evidence == IdentityEvidence.Host).Select(c => c.Claim.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
            ground =
            [
                .. outline.Crates.SelectMany(c => c.Files).GroupBy(f => OwnerOf(f.File.Path))
                    .Select(g => (Name: g.Key is { } owner ? $"the ground of '{owner}'" : "what is protected or owned by nobody", g.Key, Lines: g.Sum(f => f.Added + f.Removed)))
                    .OrderByDescending(g => g.Lines).ThenBy(g => g.Name, StringComparer.Ordinal),
            ];
        }

        public ReviewerSelection Choose()
        {
            foreach (var (name, _, lines) in ground)
            {
                steps.Add(string.Create(CultureInfo.InvariantCulture, $"touched: {name}, {lines} changed lines"));
            }

            var (open, chosen, candidates) = (ground.ToList(), new List<ChosenReviewer>(), Candidates());
            while (open.Count > 0 && Best(candidates, open, chosen) is { } best)
            {
                var covered = open.Where(g => Covers(best.Agent, g.Owner)).ToArray();
                chosen.Add(best);
                open.RemoveAll(g => covered.Contains(g));
                steps.Add($"chosen: '{best.Agent}' ({best.Login}) for {string.Join(" and ", covered.Select(g => g.Name))}; {Load(best.Login)} of {policy.Review.Capacity} wait for it");
            }

            steps.AddRange(open.Select(g => $"nobody is left for {g.Name}"));
            return new([.. chosen], [.. open.Select(g => g.Name)], [.. steps]);
        }

        // Advisors own protected paths. A shared path belongs to its owner apart from its shared meaning.
        private Agent? OwnerOf(Trees.RepoPath path)
        {
            var owned = rights.After.GetOwnership(path);
            return owned.Kind == OwnershipKind.Protected ? null : owned.Owner ?? rights.Before.GetOwnership(path).Owner;
        }

        private List<ChosenReviewer> Candidates()
        {
            var candidates = new List<ChosenReviewer>();
            foreach (var agent in policy.Agents.Where(a => a.Role is AgentRole.Reviewer or AgentRole.Owner or AgentRole.Advisor))
            {
                var login = agent.Logins.FirstOrDefault(l => !authorLogins.Contains(l));
                if (authors.Contains(agent) || (login is null && agent.Logins.Length > 0))
                {
                    steps.Add($"not '{agent}': it made the change");
                }
                else if (login is null)
                {
                    steps.Add($"not '{agent}': the policy names no login of it");
                }
                else if (Load(login) >= policy.Review.Capacity)
                {
                    steps.Add($"not '{agent}': {Load(login)} of {policy.Review.Capacity} wait for it");
                }
                else
                {
                    candidates.Add(new ChosenReviewer(agent, login));
                }
            }

            return candidates;
        }

        private ChosenReviewer? Best(List<ChosenReviewer> candidates, List<(string Name, Agent? Owner, int Lines)> open, List<ChosenReviewer> chosen)
        {
            var able = candidates.Except(chosen).Where(c => open.Any(g => Covers(c.Agent, g.Owner))).ToArray();
            var rested = able.Where(c => !IsLast(c.Login)).ToArray();

            // The previous reviewer is chosen only for parts that are left when everyone else has been chosen.
            foreach (var last in able.Except(rested).Where(_ => rested.Length > 0))
            {
                steps.Add($"not '{last.Agent}' now: it reviewed the change before this one");
            }

            return (rested.Length > 0 ? rested : able)
                .OrderBy(c => c.Agent.Role == AgentRole.Advisor)
                .ThenByDescending(c => open.Where(g => Covers(c.Agent, g.Owner)).Sum(g => g.Lines + 1))
                .ThenByDescending(c => c.Agent.Role == AgentRole.Reviewer)
                .ThenBy(c => Load(c.Login))
                .ThenByDescending(c => LastTurn(c.Login))
                .ThenBy(c => c.Agent.Name, StringComparer.Ordinal)
                .FirstOrDefault();
        }

        // Paths of another owner need the approval of that owner or an advisor. For the contributor's own paths, any other reviewer will do.
        private bool Covers(Agent agent, Agent? owner) =>
            agent.Role == AgentRole.Advisor
            || (owner is not null && (authors.Contains(owner) ? agent.Role is AgentRole.Reviewer or AgentRole.Owner : agent == owner));

        private int Load(string login) => roster.Load.FirstOrDefault(l => l.Key.Equals(login, StringComparison.OrdinalIgnoreCase)).Value;

        private bool IsLast(string login) => LastTurn(login) == 0;

        // Returns the number of turns ago. An account that never had one has waited longest.
        private int LastTurn(string login) => roster.Recent.IndexOf(login, 0, roster.Recent.Length, StringComparer.OrdinalIgnoreCase) is >= 0 and var turn ? turn : int.MaxValue;
    }
}
