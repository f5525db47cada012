using Harness.Changes;
using Harness.Manifests;
using Harness.Placements;
using Harness.Policies;
using Harness.Text;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Analysis;

/// <summary>Judges a tree, or a change to a tree, by rules and a policy. The engine is immutable and safe to share.</summary>
public sealed class AnalysisEngine
{
    private readonly TreeAnalyzer trees;
    private readonly ChangeAnalyzer changes;

    /// <summary>Creates an engine.</summary>
    /// <param name="rules">The rules to run.</param>
    public AnalysisEngine(RuleSet rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Rules = rules;
        trees = new TreeAnalyzer(rules);
        changes = new ChangeAnalyzer(trees, rules);
    }

    /// <summary>The rules that the engine runs.</summary>
    public RuleSet Rules { get; }

    /// <summary>Reads the policy at the top of a tree and the tree, and analyses them.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="today">The date, in UTC, against which exceptions are checked.</param>
    /// <param name="cache">Parsed manifests to use again, or <see langword="null"/> for none.</param>
    /// <param name="cancellation">Cancels the analysis.</param>
    /// <returns>The findings. If the policy or the tree cannot be read, they give the reasons, and no rule has run.</returns>
    public AnalysisResult Analyze(SourceTree tree, DateOnly today, ManifestCache? cache = null, CancellationToken cancellation = default)
    {
        var policy = PolicyFile.Read(tree);
        return policy.Value is { } text ? Analyze(tree, text, today, cache, cancellation)
            : AnalysisResult.Failed(Rules, policy.Diagnostics.IsEmpty ? [PolicyFile.Missing($"The tree has no '{PolicyFile.Path}'.")] : policy.Diagnostics, files: 1);
    }

    /// <summary>Reads the tree, and analyses it by a policy.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="policyText">The policy's text.</param>
    /// <param name="today">The date, in UTC, against which exceptions are checked.</param>
    /// <param name="cache">Parsed manifests to use again, or <see langword="null"/> for none.</param>
    /// <param name="cancellation">Cancels the analysis.</param>
    /// <returns>The findings. If the input is incomplete, they describe the problems, and no rule has run.</returns>
    public AnalysisResult Analyze(SourceTree tree, SourceText policyText, DateOnly today, ManifestCache? cache = null, CancellationToken cancellation = default) =>
        Analyze(tree, policyText, today, cache, judgedBefore: null, cancellation);

    /// <summary>Analyses a tree that results from an edit.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="policyText">The policy's text.</param>
    /// <param name="before">The policy's text before the edit, because the edit may have removed the last edge that it judges.</param>
    /// <param name="today">The date, in UTC, against which exceptions are checked.</param>
    internal AnalysisResult AnalyzeEdited(SourceTree tree, SourceText policyText, SourceText before, DateOnly today) =>
        Analyze(tree, policyText, today, cache: null, Policy.Parse(before).Value.JudgedKinds, CancellationToken.None);

    private AnalysisResult Analyze(
        SourceTree tree, SourceText policyText, DateOnly today, ManifestCache? cache, DependencyKinds? judgedBefore, CancellationToken cancellation)
    {
        var policy = Policy.Parse(policyText);
        if (policy.Diagnostics.Any(d => d.Descriptor.IsInputFailure))
        {
            return AnalysisResult.Failed(Rules, policy.Diagnostics, files: 1);
        }

        var codebase = Codebase.Load(tree, policy.Value.Workspace.ToCodebaseOptions(cache), cancellation);
        if (codebase.Diagnostics.Any(d => d.Descriptor.IsInputFailure))
        {
            return AnalysisResult.Failed(Rules, [.. policy.Diagnostics, .. codebase.Diagnostics], codebase.Manifests.Length + 1);
        }

        return trees.Analyze(BoundPolicy.Bind(policy.Value, codebase), policy.Diagnostics, today, cancellation, judgedBefore);
    }

    /// <summary>Analyses a tree under a policy that is bound to it.</summary>
    /// <param name="policy">The policy and the codebase.</param>
    /// <param name="today">The date, in UTC, against which exceptions are checked.</param>
    /// <param name="cancellation">Cancels the analysis.</param>
    public AnalysisResult Analyze(BoundPolicy policy, DateOnly today, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return trees.Analyze(policy, [], today, cancellation);
    }

    /// <summary>
    /// Analyses a change. Rules over a tree run on both trees, and rules over a change run on their difference. Rights come from the target's tip.
    /// Structure comes from each tree's own policy.
    /// </summary>
    /// <param name="change">The change.</param>
    /// <param name="options">The options, such as the date.</param>
    /// <param name="cancellation">Cancels the analysis.</param>
    /// <returns>The findings of the merge result, with <see cref="AnalysisResult.Comparison"/>.</returns>
    public AnalysisResult Analyze(Change change, ChangeAnalysisOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(options);
        return changes.Analyze(change, options, cancellation);
    }
}
