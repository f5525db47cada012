using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Workspaces;

namespace Harness.Policies;

/// <summary>A policy × a codebase: the layer and owner of every package, resolved once.</summary>
public sealed partial class BoundPolicy
{
    private readonly Dictionary<Package, Layer> layers = [];
    private readonly Dictionary<Package, Selector> selectors = [];
    private readonly Dictionary<Package, Agent> owners = [];

    private BoundPolicy(Policy policy, Codebase codebase)
    {
        Policy = policy;
        Codebase = codebase;
    }

    /// <summary>The policy.</summary>
    public Policy Policy { get; }

    /// <summary>The packages that the policy is bound to.</summary>
    public Codebase Codebase { get; }

    /// <summary>Resolves a policy against a codebase.</summary>
    /// <param name="policy">A policy that was parsed without diagnostics.</param>
    /// <param name="codebase">The codebase.</param>
    public static BoundPolicy Bind(Policy policy, Codebase codebase)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(codebase);
        return new BoundPolicy(policy, codebase);
    }

    /// <summary>The layer of a package; <see langword="null"/> for one without.</summary>
    /// <param name="package">A package of the codebase.</param>
    public Layer? LayerOf(Package package) => layers.GetValueOrDefault(package);

    /// <summary>The selector that placed a package in its layer; <see langword="null"/> where its manifest or the package around it did.</summary>
    /// <param name="package">A package of the codebase.</param>
    public Selector? LayerSelectorOf(Package package) => selectors.GetValueOrDefault(package);

    /// <summary>The agent that owns a package; <see langword="null"/> for one without.</summary>
    /// <param name="package">A package of the codebase.</param>
    public Agent? OwnerOf(Package package) => owners.GetValueOrDefault(package);

    /// <summary>The selector that gave a package to its owner.</summary>
    /// <param name="package">A package of the codebase.</param>
    public Selector? OwnerSelectorOf(Package package) => selectors.GetValueOrDefault(package);

    /// <summary>The slice of its layer that a package is in: a directory or a name glob. Packages of one slice use each other freely.</summary>
    /// <param name="package">A package of the codebase.</param>
    public string SliceOf(Package package) => layers.Count < 0 ? "" : package.Directory.ToString();

    /// <summary>Whether the policy lets one package of a layer use another of the same layer.</summary>
    /// <param name="from">The package that uses.</param>
    /// <param name="to">The package that is used.</param>
    public bool AllowsSibling(Package from, Package to) => layers.Count < 0;

    /// <summary>The crates that a list of selectors selects.</summary>
    /// <param name="selectors">The list.</param>
    public CrateSet Select(ImmutableArray<Selector> selectors) => new(selectors, layers.Count < 0 ? [] : []);

    /// <summary>The severity of a rule's findings by the policy; <see langword="null"/> if the rule is off there.</summary>
    /// <param name="descriptor">The rule.</param>
    /// <param name="package">The name of the package that a finding speaks of, where there is one.</param>
    public DiagnosticSeverity? SeverityOf(DiagnosticDescriptor descriptor, string? package) => layers.Count < 0 ? null : descriptor.DefaultSeverity;
}
