using System.Collections.Immutable;
using Harness.Changes;
using Harness.Diagnostics;
using Harness.Manifests;
using Harness.Text;
using Harness.Workspaces;

namespace Harness.Policies;

/// <summary>What one harness.toml says, validated, each element with its place.</summary>
public sealed record Policy
{
    /// <summary>The name of the policy's file at the top of a repository.</summary>
    public const string FileName = "harness.toml";

    internal Policy()
    {
    }

    /// <summary>The policy's text.</summary>
    public required SourceText Text { get; init; }

    /// <summary>The layers, top first.</summary>
    public ImmutableArray<Layer> Layers { get; init; } = [];

    /// <summary>What is judged.</summary>
    public required WorkspaceSettings Workspace { get; init; }

    /// <summary>Who changes the repository.</summary>
    public ImmutableArray<Agent> Agents { get; init; } = [];

    /// <summary>What must not use what.</summary>
    public ImmutableArray<Forbid> Forbids { get; init; } = [];

    /// <summary>What only some may use, or uses only some.</summary>
    public ImmutableArray<Confine> Confines { get; init; } = [];

    /// <summary>Edges excused for a time.</summary>
    public ImmutableArray<PolicyException> Exceptions { get; init; } = [];

    /// <summary>Ownership delegated for a time.</summary>
    public ImmutableArray<Lease> Leases { get; init; } = [];

    /// <summary>Bounded kinds of change.</summary>
    public ImmutableArray<PolicyGrant> Grants { get; init; } = [];

    /// <summary>Files that any agent may change.</summary>
    public ImmutableArray<SharedPath> Shared { get; init; } = [];

    /// <summary>Branches, or <see langword="null"/> without the table.</summary>
    public BranchSettings? Branches { get; init; }

    /// <summary>How changes are reviewed.</summary>
    public ReviewSettings Review { get; init; } = ReviewSettings.Default;

    /// <summary>The evidence below which nobody is an agent.</summary>
    public IdentityEvidence Identity { get; init; } = IdentityEvidence.Host;

    /// <summary>Severities and options of rules.</summary>
    public ImmutableArray<RuleSetting> RuleSettings { get; init; } = [];

    /// <summary>The kinds of dependencies that some line of the policy judges.</summary>
    internal DependencyKinds JudgedKinds => Forbids.Select(f => f.Kinds).Concat(Confines.Select(c => c.Kinds))
        .Aggregate(Workspace.Kinds, (all, own) => all | (own ?? DependencyKinds.None));

    /// <summary>Reads a policy. Total: what makes it unusable is HRN0002 or HRN0006, and with any of these it must not be used.</summary>
    /// <param name="text">The text of a harness.toml.</param>
    public static Parsed<Policy> Parse(SourceText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return PolicyReader.Read(text);
    }

    /// <summary>Returns the structure of this policy with the rights of another: what judges a change is the rights of the target's tip.</summary>
    /// <param name="tip">The policy that gives agents, leases, grants, shared files, branches, reviews, identity, the weight of rules and what fails
    /// a check.</param>
    public Policy WithRightsOf(Policy tip)
    {
        ArgumentNullException.ThrowIfNull(tip);
        return this with
        {
            Workspace = Workspace with { Enforce = tip.Workspace.Enforce },
            Agents = tip.Agents,
            Leases = tip.Leases,
            Grants = tip.Grants,
            Shared = tip.Shared,
            Branches = tip.Branches,
            Review = tip.Review,
            Identity = tip.Identity,
            RuleSettings = tip.RuleSettings,
        };
    }
}
