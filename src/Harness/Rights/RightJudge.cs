using System.Collections.Immutable;
using Harness.Changes;
using Harness.Diagnostics;
using Harness.Ownership;
using Harness.Policies;
using Harness.Trees;

namespace Harness.Rights;

/// <summary>Decides about single paths of a change. It requires a right of every contributor, or else the consent of the path's owners.</summary>
internal sealed class RightJudge
{
    private static readonly FileVersion Untouched = new(EntryMode.File, "");

    private readonly ChangeRights rights;
    private readonly DateOnly today;
    private readonly SharedChange shared;
    private readonly GrantedChange granted;
    private readonly EntryRights entries;
    private readonly ShrinkingPolicy shrinking;
    private readonly BoundaryChange boundary;
    private readonly LeaseLimits leases;

    public RightJudge(Change change, ChangeRights rights, DateOnly today, ImmutableHashSet<FindingKey> renamedLines)
    {
        this.rights = rights;
        this.today = today;
        var (before, after) = (rights.Before.Policy.Codebase, rights.After.Policy.Codebase);
        Consents = new ConsentBook(change, rights.Before);
        shared = new SharedChange(change.History, before, after);
        granted = new GrantedChange(change, before, after);
        entries = new EntryRights(rights.Before, rights.After, today);
        shrinking = new ShrinkingPolicy(before.Tree, after.Tree, renamedLines);
        boundary = new BoundaryChange(before.Tree, after.Tree);
        leases = new LeaseLimits(change, rights);
    }

    public ConsentBook Consents { get; }

    /// <summary>Decides about a changed path.</summary>
    public PathDecision Decide(FileChange file) => new(file, [.. Owned(file).Select(o => Demand(file, o.Side, o.Owned))]);

    /// <summary>Decides about a path as if its content were another.</summary>
    public PathDecision DecideUntouched(RepoPath path) => Decide(new FileChange(path, Untouched, Untouched with { ObjectId = "other" }));

    /// <summary>Decides about a manifest as if it went, and its package with it.</summary>
    public PathDecision DecideGone(RepoPath manifest) => Decide(new FileChange(manifest, Untouched, FileVersion.Absent));

    // A new path that had no owner needs only the right of the new owner. A path that is removed or now unowned needs only that of the old one.
    private IEnumerable<(ChangeSide Side, PathOwnership Owned)> Owned(FileChange file)
    {
        var (old, now) = (rights.Before.GetOwnership(file.Path), rights.After.GetOwnership(file.Path));
        var isOwnedAfter = file.After.Exists && now.Kind != OwnershipKind.Unowned;
        if (file.Before.Exists || old.Kind != OwnershipKind.Unowned || !isOwnedAfter)
        {
            yield return (ChangeSide.Before, old);
        }

        if (isOwnedAfter && (!IsSame(old, now) || (!file.Before.Exists && old.Kind == OwnershipKind.Unowned)))
        {
            yield return (ChangeSide.After, now);
        }
    }

    private static bool IsSame(PathOwnership one, PathOwnership other) =>
        one.Kind == other.Kind && one.Owner == other.Owner && one.Shared == other.Shared
        && one.Claimants.SequenceEqual(other.Claimants) && one.Consenters.SequenceEqual(other.Consenters);

    private RightDemand Demand(FileChange file, ChangeSide side, PathOwnership owned)
    {
        var obstacles = owned.Shared is { } meaning ? FindBeyond(file, meaning.Meaning) : [];
        if (rights.Actor.Principal is not { } principal || !rights.Actor.All(c => RightOf(c, file, side, owned, obstacles) is not null))
        {
            return ByConsent(file, side, owned, obstacles);
        }

        var right = RightOf(principal, file, side, owned, obstacles)!;
        ImmutableArray<Agent> silent = right.Kind == RightKind.Advisor ? [] : [.. owned.Consenters.Where(a => !rights.Actor.All(c => c.Agents.Contains(a)))];
        return silent.IsEmpty || Consents.Find(silent) is not null
            ? new RightDemand(side, owned) { Right = right }
            : new RightDemand(side, owned) { Missing = silent, Lack = $"a target of {Names(silent)} is compiled from it" };
    }

    // No share moves a boundary, whatever its meaning.
    private ImmutableArray<RightObstacle> FindBeyond(FileChange file, SharedMeaning meaning) =>
        boundary.Find(file) is { } moved ? [moved] : shared.FindBeyond(file, meaning);

    private RightDemand ByConsent(FileChange file, ChangeSide side, PathOwnership owned, ImmutableArray<RightObstacle> obstacles)
    {
        var who = FirstWithout(file, side, owned, obstacles);
        var needed = Owners(owned);
        var concerned = needed;
        if (obstacles.IsEmpty && who is not null && entries.IsRoot(file))
        {
            obstacles = entries.FindForeign(file, rights.Actor.Contributors);
            concerned = obstacles.Any(o => o.Concerned.IsEmpty) ? needed : [.. obstacles.SelectMany(o => o.Concerned).Distinct()];
        }

        var consent = Consents.Find(needed) ?? (concerned.IsEmpty ? null : Consents.Find(concerned));
        return consent is not null
            ? new RightDemand(side, owned) { Right = consent }
            : new RightDemand(side, owned) { Missing = concerned, Without = who, Lack = LackOf(who, file, side), Obstacles = obstacles };
    }

    private Contributor? FirstWithout(FileChange file, ChangeSide side, PathOwnership owned, ImmutableArray<RightObstacle> obstacles) =>
        rights.Actor.Contributors.FirstOrDefault(c => RightOf(c, file, side, owned, obstacles) is null) ?? rights.Actor.Contributors.FirstOrDefault();

    private static ImmutableArray<Agent> Owners(PathOwnership owned) =>
        [.. (owned.Owner is { } owner ? [owner] : owned.Claimants).Concat(owned.Kind == OwnershipKind.Protected ? [] : owned.Consenters).Distinct()];

    private HeldRight? RightOf(Contributor who, FileChange file, ChangeSide side, PathOwnership owned, ImmutableArray<RightObstacle> obstacles)
    {
        if (who.Is(AgentRole.Advisor))
        {
            return new HeldRight(RightKind.Advisor, $"'{who}' is an advisor");
        }

        if (owned.Kind == OwnershipKind.Protected)
        {
            return shrinking.Is(file) && MayShare(who) ? new HeldRight(RightKind.Shrink, "only entries go that may go") : null;
        }

        return owned.Owner is { } owner && who.Agents.Contains(owner) ? new HeldRight(RightKind.Ownership, $"'{owner}' owns it")
            : LeaseOf(who, file.Path, side) is { } lease && leases.FindBeyond(file).Length == 0 ? new HeldRight(RightKind.Lease, $"'{lease.Holder}' leases {lease.Lease} through {lease.Lease.Expires:yyyy-MM-dd} ({lease.Lease.Location})")
            : owned.Shared is { } meaning && obstacles.IsEmpty && MayShare(who) ? new HeldRight(RightKind.Shared, $"it is shared, and the change is within \"{meaning.Meaning.ToText()}\" ({meaning.Paths.Location})")
            : entries.IsRoot(file) && entries.SaysOtherwise(file) && MayShare(who) && entries.FindForeign(file, who).IsEmpty ? new HeldRight(RightKind.Entries, $"only entries of packages of '{who}' change")
            : GrantOf(who, file) is { } grant ? new HeldRight(RightKind.Grant, $"it is a {grant.Kind.ToString().ToLowerInvariant()}, granted to '{who}' ({grant.Location})")
            : null;
    }

    private HeldLease? LeaseOf(Contributor who, RepoPath path, ChangeSide side) =>
        (side == ChangeSide.Before ? rights.Before : rights.After).LeasesFor(path, today).FirstOrDefault(l => who.Agents.Contains(l.Holder));

    private PolicyGrant? GrantOf(Contributor who, FileChange file) =>
        rights.Before.Policy.Policy.Grants.FirstOrDefault(g => who.Agents.Any(a => g.Agents.Contains(a.Name)) && granted.Is(g.Kind, file));

    private static bool MayShare(Contributor who) => who.Is(AgentRole.Owner) || who.Is(AgentRole.Contributor) || who.Is(AgentRole.Advisor);

    private string LackOf(Contributor? who, FileChange file, ChangeSide side) =>
        rights.Actor.Principal is null && who is not { Claim.Evidence: IdentityEvidence.Host } ? "nobody is proven to be an agent"
        : who is null ? "nobody made it"
        : who.Claim.IsUnknown ? who.Claim.Source
        : who.Agents.IsEmpty ? $"the account '{who.Claim.Name}' ({who.Claim.Source}) is no agent of the policy"
        : who.Agents.All(a => a.Role == AgentRole.Reviewer) ? $"'{who}' ({who.Claim.Source}) is a reviewer, who changes nothing"
        : LeaseOf(who, file.Path, side) is { } lease && leases.FindBeyond(file) is { Length: > 0 } beyond ? $"'{lease.Holder}' leases {lease.Lease}, and a lease only edits: {beyond}"
        : $"'{who}' ({who.Claim.Source}) has no right to it";

    private static string Names(IEnumerable<Agent> agents) => string.Join(", ", agents.Select(a => $"'{a}'"));
}
