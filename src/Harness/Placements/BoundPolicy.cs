using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Workspaces;

namespace Harness.Placements;

/// <summary>A policy bound to a codebase, with the layer and owner of every package resolved once.</summary>
public sealed partial class BoundPolicy
{
    private readonly Placement<Layer> layers;
    private readonly Placement<Agent> owners;
    private readonly Slices slices;
    private readonly Dictionary<Package, DeclaredLayer> declared;
    private readonly ILookup<string, Package> byName;
    private readonly Dictionary<string, (RuleSetting Setting, HashSet<string>? Scope)> settings;

    private BoundPolicy(Policy policy, Codebase codebase)
    {
        Policy = policy;
        Codebase = codebase;
        byName = codebase.Packages.ToLookup(p => p.Name, StringComparer.Ordinal);
        declared = ReadDeclaredLayers(policy, codebase);
        layers = new(codebase, policy.Layers.Select(l => (l, l.Crates)), p => declared.GetValueOrDefault(p)?.Layer);
        owners = new(codebase, policy.Agents.Select(a => (a, a.Crates)), _ => null);
        slices = new(codebase, layers.Find);
        forbids = new(() => [.. Policy.Forbids.Select(f => new BoundForbid(f, this))]);
        confines = new(() => [.. Policy.Confines.Select(c => new BoundConfine(c, this))]);
        settings = policy.RuleSettings.ToDictionary(s => s.RuleId, s => (s, ScopeOf(s)), StringComparer.Ordinal);
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

    /// <summary>Returns the layer of a package, or <see langword="null"/> if it has none.</summary>
    /// <param name="package">A package of the codebase.</param>
    public Layer? FindLayer(Package package) => layers.Find(package);

    /// <summary>
    /// Returns the selector that placed a package in its layer, or <see langword="null"/> if its manifest or the package around it did.
    /// </summary>
    /// <param name="package">A package of the codebase.</param>
    public Selector? LayerSelectorOf(Package package) => layers.SelectorOf(package);

    /// <summary>Returns the agent that owns a package, or <see langword="null"/> if it has none.</summary>
    /// <param name="package">A package of the codebase.</param>
    public Agent? FindOwner(Package package) => owners.Find(package);

    /// <summary>Returns the selector that gave a package to its owner, or <see langword="null"/> if an enclosing package did.</summary>
    /// <param name="package">A package of the codebase.</param>
    public Selector? OwnerSelectorOf(Package package) => owners.SelectorOf(package);

    /// <summary>
    /// Returns the tie because of which a package, or its enclosing package, has no owner, or <see langword="null"/> if there is none.
    /// </summary>
    /// <param name="package">A package of the codebase.</param>
    public PlacementTie? OwnerTieOf(Package package) => owners.TieOf(package);

    /// <summary>
    /// Returns the slice of its layer that a package is in: a directory or a name glob. Packages of one slice use each other freely.
    /// </summary>
    /// <param name="package">A package of the codebase.</param>
    public string GetSlice(Package package) => slices.Get(package);

    /// <summary>Returns the crates that a list of selectors selects.</summary>
    /// <param name="selectors">The list.</param>
    public CrateSet Select(ImmutableArray<Selector> selectors)
    {
        var chosen = new HashSet<Package>();
        foreach (var selector in selectors.Where(s => !s.IsNegated))
        {
            chosen.UnionWith(Matches(selector));
        }

        foreach (var selector in selectors.Where(s => s.IsNegated))
        {
            chosen.ExceptWith(Matches(selector));
        }

        return new CrateSet(selectors, [.. chosen.OrderBy(p => p.Directory)]);
    }

    /// <summary>Returns the severity of a rule's findings by the policy, or <see langword="null"/> if the rule is off there.</summary>
    /// <param name="descriptor">The rule.</param>
    /// <param name="package">The name of the package that a finding is about, if any.</param>
    public DiagnosticSeverity? GetSeverity(DiagnosticDescriptor descriptor, string? package)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        DiagnosticSeverity? usual = descriptor.EnabledByDefault ? descriptor.DefaultSeverity : null;
        if (!SetsSeverity(descriptor, package))
        {
            return usual;
        }

        var wanted = settings[descriptor.Id].Setting.Severity;
        return descriptor.IsConfigurable || wanted > descriptor.DefaultSeverity ? wanted : usual;
    }

    /// <summary>Determines whether <c>[rules]</c> sets the severity of a rule's findings about a package.</summary>
    internal bool SetsSeverity(DiagnosticDescriptor descriptor, string? package) =>
        settings.TryGetValue(descriptor.Id, out var entry) && entry.Setting.SetsSeverity && (entry.Scope is null || (package is not null && entry.Scope.Contains(package)));

    private static Dictionary<Package, DeclaredLayer> ReadDeclaredLayers(Policy policy, Codebase codebase)
    {
        if (policy.Workspace.LayerFrom.IsEmpty)
        {
            return [];
        }

        var byLayerName = policy.Layers.ToDictionary(l => l.Name, StringComparer.Ordinal);
        return codebase.Packages
            .Select(p => DeclaredLayer.Read(p, policy.Workspace.LayerFrom, byLayerName))
            .OfType<DeclaredLayer>()
            .ToDictionary(d => d.Package);
    }

    private HashSet<string>? ScopeOf(RuleSetting setting) =>
        setting.Crates.IsEmpty ? null : Select(setting.Crates).Packages.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);

    private IEnumerable<Package> Matches(Selector selector) => selector.Kind switch
    {
        SelectorKind.Name => byName[selector.Subject],
        SelectorKind.Directory => Codebase.FindPackage(Trees.RepoPath.Parse(selector.Subject)) is { } package ? [package] : [],
        SelectorKind.Layer => Codebase.Packages.Where(p => FindLayer(p)?.Name == selector.Subject),
        _ => Codebase.Packages.Where(selector.Matches),
    };

    private bool Lists(LayerEdge edge, Package from, Package to) => IsEnd(edge.From, from) && IsEnd(edge.To, to);

    /// <summary>Determines whether an end of a layer's edge matches a package.</summary>
    internal bool IsEnd(Selector end, Package package) =>
        end.Matches(package) || (end.Kind == SelectorKind.Directory && GetSlice(package) == end.Subject);
}
