using System.Collections.Immutable;
using Harness.Changes;
using Harness.Diagnostics;
using Harness.Manifests;
using Harness.Text;
using Harness.Workspaces;

namespace Harness.Policies;

/// <summary>A validated <c>harness.toml</c>, in which each element has its place.</summary>
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

    /// <summary>The settings of the workspace.</summary>
    public required WorkspaceSettings Workspace { get; init; }

    /// <summary>The agents that change the repository.</summary>
    public ImmutableArray<Agent> Agents { get; init; } = [];

    /// <summary>The forbidden dependencies.</summary>
    public ImmutableArray<Forbid> Forbids { get; init; } = [];

    /// <summary>The confined crates.</summary>
    public ImmutableArray<Confine> Confines { get; init; } = [];

    /// <summary>Exceptions for edges, each with an expiry date.</summary>
    public ImmutableArray<PolicyException> Exceptions { get; init; } = [];

    /// <summary>Leases of ownership, each with an expiry date.</summary>
    public ImmutableArray<Lease> Leases { get; init; } = [];

    /// <summary>Grants of bounded kinds of change.</summary>
    public ImmutableArray<PolicyGrant> Grants { get; init; } = [];

    /// <summary>Files that any agent may change.</summary>
    public ImmutableArray<SharedPath> Shared { get; init; } = [];

    /// <summary>The settings of branches, or <see langword="null"/> if the policy has none.</summary>
    public BranchSettings? Branches { get; init; }

    /// <summary>The settings of reviews.</summary>
    public ReviewSettings Review { get; init; } = ReviewSettings.Default;

    /// <summary>The least evidence that identifies an agent.</summary>
    public IdentityEvidence Identity { get; init; } = IdentityEvidence.Host;

    /// <summary>Severities and options of rules.</summary>
    public ImmutableArray<RuleSetting> RuleSettings { get; init; } = [];

    /// <summary>The kinds of dependencies that some line of the policy judges.</summary>
    internal DependencyKinds JudgedKinds => Forbids.Select(f => f.Kinds).Concat(Confines.Select(c => c.Kinds))
        .Aggregate(Workspace.Kinds, (all, own) => all | (own ?? DependencyKinds.None));

    /// <summary>Reads a policy. It never throws: if it returns HRN0002 or HRN0006, the policy must not be used.</summary>
    /// <param name="text">The text of a harness.toml.</param>
    public static Parsed<Policy> Parse(SourceText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return PolicyReader.Read(text);
    }

    /// <summary>Returns the structure of this policy with the rights of another. A change is judged by the rights of the target's tip.</summary>
    /// <param name="tip">The policy that provides agents, leases, grants, shared files, branches, reviews, identity, severities and
    /// enforcement.</param>
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
