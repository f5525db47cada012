using System.Collections.Immutable;
using Harness.Changes;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Text;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Analysis;

/// <summary>Judges a tree, or a change of one, by rules and a policy. Immutable; safe to share.</summary>
public sealed class AnalysisEngine
{
    private static readonly ImmutableArray<DiagnosticDescriptor> Own =
    [
        ExceptionDescriptors.Unused,
        ExceptionDescriptors.Expired,
        ExceptionDescriptors.Expiring,
        SettingDescriptors.Ineffective,
        BaselineDescriptors.Stale,
        BaselineDescriptors.Invalid,
    ];

    private readonly TreeAnalyzer trees;
    private readonly ChangeAnalyzer changes;

    /// <summary>An engine with these rules.</summary>
    /// <param name="rules">The rules over one tree.</param>
    /// <param name="changeRules">The rules over a change.</param>
    /// <exception cref="ArgumentException">Two rules report under one number.</exception>
    public AnalysisEngine(ImmutableArray<WorkspaceRule> rules, params ImmutableArray<ChangeRule> changeRules)
    {
        ImmutableArray<DiagnosticDescriptor> ofTrees = [.. rules.SelectMany(r => r.Descriptors), .. Own];
        Descriptors = [.. ofTrees.Concat(changeRules.SelectMany(r => r.Descriptors)).OrderBy(d => d.Id, StringComparer.Ordinal)];
        if (Descriptors.GroupBy(d => d.Id).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"'{twice.Key}' is reported by two rules", nameof(rules));
        }

        trees = new TreeAnalyzer(rules, [.. ofTrees.OrderBy(d => d.Id, StringComparer.Ordinal)], new SettingAudit([.. InputDescriptors.All, .. Descriptors]));
        changes = new ChangeAnalyzer(trees, changeRules);
    }

    /// <summary>What the rules and the engine can report about a tree that could be read, by number.</summary>
    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; }

    /// <summary>Reads the policy and the tree, and analyses them.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="policyText">The policy's text.</param>
    /// <param name="today">The date in UTC that exceptions are held against.</param>
    /// <param name="cache">Parsed manifests to use again; <see langword="null"/> for none.</param>
    /// <param name="cancellation">Cancels the analysis.</param>
    /// <returns>The findings. Where the input is not whole these are what is wrong with it, and no rule has run.</returns>
    public AnalysisResult Analyze(SourceTree tree, SourceText policyText, DateOnly today, ManifestCache? cache = null, CancellationToken cancellation = default) =>
        Analyze(tree, policyText, today, cache, judgedBefore: null, cancellation);

    /// <summary>Analyses a tree that an edit has made of another.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="policyText">The policy's text.</param>
    /// <param name="before">The policy's text before the edit: the last edge that it judges may have gone.</param>
    /// <param name="today">The date in UTC that exceptions are held against.</param>
    internal AnalysisResult AnalyzeEdited(SourceTree tree, SourceText policyText, SourceText before, DateOnly today) =>
        Analyze(tree, policyText, today, cache: null, Policy.Parse(before).Value.JudgedKinds, CancellationToken.None);

    private AnalysisResult Analyze(
        SourceTree tree, SourceText policyText, DateOnly today, ManifestCache? cache, DependencyKinds? judgedBefore, CancellationToken cancellation)
    {
        var policy = Policy.Parse(policyText);
        if (policy.Diagnostics.Any(d => d.Descriptor.IsInputFailure))
        {
            return AnalysisResult.Failed(policy.Diagnostics, files: 1);
        }

        var codebase = Codebase.Load(tree, policy.Value.Workspace.ToCodebaseOptions(cache), cancellation);
        if (codebase.Diagnostics.Any(d => d.Descriptor.IsInputFailure))
        {
            return AnalysisResult.Failed([.. policy.Diagnostics, .. codebase.Diagnostics], codebase.Manifests.Length + 1);
        }

        return trees.Analyze(BoundPolicy.Bind(policy.Value, codebase), policy.Diagnostics, today, cancellation, judgedBefore);
    }

    /// <summary>Analyses a tree under a policy that is bound to it.</summary>
    /// <param name="policy">The policy and the codebase.</param>
    /// <param name="today">The date in UTC that exceptions are held against.</param>
    /// <param name="cancellation">Cancels the analysis.</param>
    public AnalysisResult Analyze(BoundPolicy policy, DateOnly today, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return trees.Analyze(policy, [], today, cancellation);
    }

    /// <summary>
    /// Analyses a change: the rules over a tree run on both of its trees, those over a change on their difference. Rights are those
    /// of the target's tip, structure is each tree's own.
    /// </summary>
    /// <param name="change">The change.</param>
    /// <param name="options">By which policy, on which day.</param>
    /// <param name="cancellation">Cancels the analysis.</param>
    /// <returns>The findings of the merge result, with <see cref="AnalysisResult.Comparison"/>.</returns>
    public AnalysisResult Analyze(Change change, ChangeAnalysisOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(options);
        return changes.Analyze(change, options, cancellation);
    }
}
