using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Graphs;
using Harness.Manifests;
using Harness.Placements;
using Harness.Policies;
using Harness.Workspaces;

namespace Harness.Analysis.Inquiries;

/// <summary>Answers questions about a tree and its policy, with the same data as a check.</summary>
public sealed class DependencyInquiry
{
    private readonly BoundPolicy policy;
    private readonly DateOnly today;
    private readonly DependencyGraph graph;
    private readonly EdgeJudge judge;
    private readonly AnalysisResult result;
    private readonly RuleSet rules;
    private readonly ILookup<EdgeName, PolicyException> exceptions;

    /// <summary>Analyses a tree, to be asked about it.</summary>
    /// <param name="engine">The rules.</param>
    /// <param name="policy">The policy and the codebase.</param>
    /// <param name="today">The date, in UTC, against which exceptions are checked.</param>
    /// <param name="cancellation">Cancels the analysis.</param>
    public DependencyInquiry(AnalysisEngine engine, BoundPolicy policy, DateOnly today, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(policy);
        this.policy = policy;
        this.today = today;
        graph = policy.Codebase.Graph;
        judge = new EdgeJudge(policy, graph);
        result = engine.Analyze(policy, today, cancellation);
        rules = engine.Rules;
        exceptions = policy.Policy.Exceptions.ToLookup(e => new EdgeName(e.From, e.To));
    }

    /// <summary>Determines whether one package may use another, whether it does, and through which paths.</summary>
    /// <param name="from">The package that uses.</param>
    /// <param name="to">The package that is used, another one.</param>
    /// <param name="maximumChains">The maximum number of paths to return.</param>
    public EdgeAnswer Ask(Package from, Package to, int maximumChains)
    {
        var chains = graph.FindPaths(from, to, DependencyKinds.All, maximumChains);
        return Answer(
            judge.Judge(from, to),
            graph.FindEdge(from, to)?.Declarations ?? [],
            chains,
            graph.CountPaths(from, to, DependencyKinds.All) is { IsExact: true } exact ? exact : new PathCount(chains.Length, IsExact: false));
    }

    /// <summary>
    /// Determines whether a package may use an external crate, and whether it does. No lock file is read, so only direct declarations count.
    /// </summary>
    /// <param name="from">The package that uses.</param>
    /// <param name="crateName">The crate's name, never a rename.</param>
    public EdgeAnswer Ask(Package from, string crateName)
    {
        ArgumentNullException.ThrowIfNull(from);
        return Answer(judge.Judge(from, crateName), [.. ExternalsOf(from).Where(d => d.Name == crateName)], [], new PathCount(0, IsExact: true));
    }

    /// <summary>Returns the packages that a package uses, and those that it may use.</summary>
    /// <param name="package">The package.</param>
    public PackageAnswer AskUses(Package package)
    {
        ArgumentNullException.ThrowIfNull(package);
        return new PackageAnswer
        {
            Package = package,
            Name = package.Name,
            Direction = DependencyDirection.Forward,
            Declared =
            [
                .. graph.EdgesFrom(package).Select(e => e.Declarations),
                .. ExternalsOf(package).GroupBy(d => d.Name, StringComparer.Ordinal).Select(g => g.ToImmutableArray()),
            ],
            Groups = Group(policy.Codebase.Packages.Where(p => p != package), other => judge.Judge(package, other)),
        };
    }

    /// <summary>Returns the packages that use a package, and those that may use it.</summary>
    /// <param name="package">The package.</param>
    public PackageAnswer AskUsers(Package package)
    {
        ArgumentNullException.ThrowIfNull(package);
        return new PackageAnswer
        {
            Package = package,
            Name = package.Name,
            Direction = DependencyDirection.Reverse,
            Declared = [.. graph.EdgesTo(package).Select(e => e.Declarations)],
            Groups = Group(policy.Codebase.Packages.Where(p => p != package), other => judge.Judge(other, package)),
        };
    }

    /// <summary>Returns the packages that use an external crate, and those that may use it.</summary>
    /// <param name="crateName">The crate's name, never a rename.</param>
    public PackageAnswer AskUsers(string crateName) => new()
    {
        Package = null,
        Name = crateName,
        Direction = DependencyDirection.Reverse,
        Declared =
        [
            .. policy.Codebase.Packages.Select(p => ExternalsOf(p).Where(d => d.Name == crateName).ToImmutableArray()).Where(d => !d.IsEmpty),
        ],
        Groups = Group(policy.Codebase.Packages, other => judge.Judge(other, crateName)),
    };

    private EdgeAnswer Answer(
        EdgeVerdict verdict, ImmutableArray<Dependency> declarations, ImmutableArray<ImmutableArray<DependencyEdge>> chains, PathCount count) => new()
    {
        Verdict = verdict,
        Rulings = [.. verdict.Reasons.Select(r => Rule(verdict, r))],
        Declarations = declarations,
        Findings = [.. result.Findings.Where(f => IsOf(f, verdict))],
        Excused = [.. result.Excused.Where(e => IsOf(e.Finding, verdict))],
        Chains = chains,
        ChainCount = count,
    };

    private EdgeRuling Rule(EdgeVerdict verdict, EdgeReason reason)
    {
        if (reason.RuleId is not { } id)
        {
            return new EdgeRuling(reason, null, null);
        }

        var ends = reason.Ends ?? new EdgeName(verdict.From.Name, verdict.Name);
        return new EdgeRuling(
            reason,
            rules.FindId(id) is { } descriptor ? policy.GetSeverity(descriptor, ends.From) : null,
            exceptions[ends].FirstOrDefault(e => e.Covers(id) && !e.IsExpired(today)));
    }

    private ImmutableArray<LayerGroup> Group(IEnumerable<Package> others, Func<Package, EdgeVerdict> judged)
    {
        var byLayer = others.ToLookup(policy.FindLayer);
        return
        [
            .. policy.Policy.Layers.Append(null)
                .Where(layer => byLayer.Contains(layer))
                .Select(layer =>
                {
                    var may = byLayer[layer].ToLookup(other => IsAllowed(judged(other)));
                    return new LayerGroup(layer, [.. may[true]], [.. may[false]]);
                }),
        ];
    }

    private bool IsAllowed(EdgeVerdict verdict) => !verdict.Reasons.Any(r => Rule(verdict, r).IsReported);

    // Two packages may share a name. The manifest distinguishes them.
    private static bool IsOf(Diagnostic finding, EdgeVerdict verdict) =>
        finding.Edge is { } edge && edge.From == verdict.From.Name && edge.To == verdict.Name && finding.Location.Path == verdict.From.ManifestPath;

    private static IEnumerable<Dependency> ExternalsOf(Package package) => package.Dependencies.Where(d => d.Resolved is null);
}
