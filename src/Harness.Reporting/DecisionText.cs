using System.Globalization;
using Harness.Changes;
using Harness.Diagnostics;
using Harness.Ownership;
using Harness.Policies;
using Harness.Rights;

namespace Harness.Reporting;

/// <summary>Writes the decision on the rights of a change, step by step.</summary>
public sealed class DecisionText
{
    private readonly ChangeRights rights;
    private readonly TextWriter output;

    /// <summary>Creates a text about a change.</summary>
    /// <param name="rights">The rights of the change.</param>
    /// <param name="output">The output, which stays open.</param>
    public DecisionText(ChangeRights rights, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(rights);
        ArgumentNullException.ThrowIfNull(output);
        (this.rights, this.output) = (rights, output);
    }

    /// <summary>Writes the contributors of the change, with the evidence.</summary>
    /// <param name="actor">All the evidence there is.</param>
    public void WriteActor(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        Line(rights.Actor.Principal is { } principal
            ? $"Made by '{principal}', by the word of {principal.Claim.Evidence.ToText()} ({principal.Claim.Source}: '{principal.Claim.Name}')."
            : "Nobody is proven to be an agent of the policy: nobody has a right, and only consent helps.");
        foreach (var contributor in rights.Actor.Contributors.Where(c => c != rights.Actor.Principal))
        {
            Line($"  besides: '{contributor}', by the word of {contributor.Claim.Evidence.ToText()} ({contributor.Claim.Source}); needs every right as well");
        }

        var counted = rights.Actor.Contributors.Select(c => c.Claim).ToHashSet();
        var rest = actor.Claims.Where(c => !counted.Contains(c)).Select(c => $"'{c.Name}' ({c.Source})").Distinct(StringComparer.Ordinal).ToArray();
        if (rest.Length > 0)
        {
            Line($"  says nothing more: {string.Join(", ", rest)}");
        }
    }

    /// <summary>Writes the steps of a decision.</summary>
    /// <param name="decision">The decision.</param>
    public void Write(PathDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        Line($"{decision.File.Path}: {(decision.IsAllowed ? "allowed" : "refused")}");
        Line($"  change: {Word(decision.File.Kind)}");
        foreach (var demand in decision.Demands)
        {
            Write(demand);
        }
    }

    private void Write(RightDemand demand)
    {
        var side = demand.Side == ChangeSide.Before ? "the target's tip" : "the merge result";
        Line($"  owner by the packages of {side}: {Owner(demand.Ownership)}, by {demand.Ownership.Phrase}");
        if (demand.Right is { } right)
        {
            Line($"    right: {right.Phrase}");
            return;
        }

        Line($"    no right: {demand.Lack}");
        foreach (var obstacle in demand.Obstacles)
        {
            Line($"    beyond: {obstacle.Phrase} ({obstacle.Location})");
        }

        var missing = demand.Missing.Select(a => $"'{a}'").ToArray();
        var advisors = rights.Before.Advisors.Select(a => $"'{a}'").ToArray();
        Line($"    missing: the consent of {(missing.Length > 0 ? string.Join(" and ", missing) + (advisors.Length > 0 ? ", or of " : "") : "")}"
            + (advisors.Length > 0 ? $"advisor {string.Join(" or ", advisors)}" : missing.Length > 0 ? "" : "an advisor, and the policy has none"));
        if (rights.StaleConsents.Length > 0)
        {
            Line($"    of no use: {rights.StaleConsents}, which is not the head that is judged");
        }
    }

    private static string Owner(PathOwnership owned) => owned.Kind switch
    {
        OwnershipKind.Protected => "the advisors",
        OwnershipKind.Shared => $"all agents, within \"{owned.Shared!.Meaning.ToText()}\"",
        _ when owned.Owner is { } owner => $"'{owner}'",
        _ when owned.Claimants.Length > 0 => string.Join(" and ", owned.Claimants.Select(a => $"'{a}'")),
        _ => "nobody",
    };

    private static string Word(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => "added",
        ChangeKind.Deleted => "deleted",
        ChangeKind.ModeChanged => "another mode",
        ChangeKind.TypeChanged => "another type",
        _ => "other content",
    };

    private void Line(string text) => output.Write(string.Create(CultureInfo.InvariantCulture, $"{VisibleText.Escape(text)}\n"));
}
