using System.Diagnostics;
using System.Globalization;
using Harness.Changes;
using Harness.CommandLine.Changes;
using Harness.Diagnostics;
using Harness.Git;
using Harness.Inference;
using Harness.Ownership;
using Harness.Placements;
using Harness.Policies;
using Harness.Reporting;
using Harness.Text;

namespace Harness.CommandLine;

/// <summary>
/// The cost of a gate for the last changes: the changes that rules would have stopped, and the approvals that each would have needed.
/// </summary>
internal sealed class PastCost
{
    private const int MostChanges = 20;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(2);

    private readonly SortedDictionary<string, int> rules = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> needed = new(StringComparer.Ordinal);
    private int changes;
    private int stopped;
    private int unjudged;
    private int ofOne;
    private int ofSeveral;
    private int ofAdvisor;

    private PastCost()
    {
    }

    /// <summary>Judges the last changes of the branch, or <see langword="null"/> if there is no history.</summary>
    public static PastCost? Measure(string root, PolicyProposal proposal, SourceText policy, CommandContext context)
    {
        try
        {
            using var repository = GitRepository.Open(root);
            if (repository.Find("HEAD") is null)
            {
                return null;
            }

            var map = BoundPolicy.Bind(Policy.Parse(policy).Value, proposal.Survey.Codebase).Ownership;
            var cost = new PastCost();
            var watch = Stopwatch.StartNew();
            foreach (var (change, files) in HistoryReader.ReadLast(context.Engine, repository, policy, context.Today, MostChanges))
            {
                cost.Add(change, files, map);
                if (watch.Elapsed > MostTime)
                {
                    break;
                }
            }

            return cost.changes == 0 ? null : cost;
        }
        catch (GitException)
        {
            return null;
        }
    }

    /// <summary>Returns the cost in two lines.</summary>
    public string ToText()
    {
        var found = rules.Count == 0 ? "" : $" ({string.Join(", ", rules.Select(r => r.Value == 1 ? r.Key : string.Create(CultureInfo.InvariantCulture, $"{r.Key} x{r.Value}")))})";
        var open = unjudged == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {unjudged} could not be judged");
        var (most, count) = needed.OrderByDescending(n => n.Value).ThenBy(n => n.Key, StringComparer.Ordinal).Select(n => (n.Key, n.Value)).FirstOrDefault();
        var often = most is null ? "" : string.Create(CultureInfo.InvariantCulture, $"; '{most}' owns some of {count}");
        return string.Create(CultureInfo.InvariantCulture, $"""
            A gate on the last {CountText.Format(changes, "change")}: rules would have stopped {stopped}{found}{open}.
            Approvals, unless the owner made the change: {ofOne} touch what one agent owns, {ofSeveral} what several own, {ofAdvisor} need an advisor for a protected file{often}.

            """).ReplaceLineEndings("\n");
    }

    private void Add(Reporting.History.PastChange change, ChangeSet files, OwnershipMap map)
    {
        changes++;
        unjudged += change.Problem is null ? 0 : 1;
        stopped += change.Findings.Any(f => f.Severity == DiagnosticSeverity.Error) ? 1 : 0;
        foreach (var (rule, count) in change.Counts)
        {
            rules[rule] = rules.GetValueOrDefault(rule) + count;
        }

        // A lock file that follows its manifests needs no approval.
        var owned = files.Files.Select(f => map.GetOwnership(f.Path)).Where(o => o.Kind != OwnershipKind.Shared).ToArray();
        var owners = owned.Select(o => o.Owner?.Name).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        ofAdvisor += Array.Exists(owned, o => o.Kind == OwnershipKind.Protected) ? 1 : 0;
        ofOne += owners.Length == 1 ? 1 : 0;
        ofSeveral += owners.Length > 1 ? 1 : 0;
        foreach (var owner in owners)
        {
            needed[owner] = needed.GetValueOrDefault(owner) + 1;
        }
    }
}
