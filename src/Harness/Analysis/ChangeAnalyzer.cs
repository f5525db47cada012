using System.Collections.Immutable;
using Harness.Changes;
using Harness.Diagnostics;
using Harness.Manifests;
using Harness.Ownership;
using Harness.Placements;
using Harness.Policies;
using Harness.Rights;
using Harness.Text;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Analysis;

/// <summary>Judges a change: first both trees by the rules over trees, then their difference by the rules over changes.</summary>
internal sealed class ChangeAnalyzer(TreeAnalyzer trees, RuleSet rules)
{
    private static readonly DiagnosticNote AtTheTip = new("side", "the target's tip, not the change: mend the target first");

    /// <summary>Judges a change.</summary>
    public AnalysisResult Analyze(Change change, ChangeAnalysisOptions options, CancellationToken cancellation)
    {
        var tip = ReadPolicy(change.Before, options);
        var own = ReadPolicy(change.After, options);
        var run = new Run(trees, rules, change, options, options.Cache ?? new ManifestCache(), cancellation);
        if (!tip.Diagnostics.IsEmpty || !own.Diagnostics.IsEmpty)
        {
            var certain = tip is { Value: { } whole, Diagnostics.IsEmpty: true } ? run.JudgeByTip(whole) : [];
            return AnalysisResult.Failed(rules, tip.Diagnostics.Select(d => d.WithNote(AtTheTip)).Concat(own.Diagnostics), files: 1, certain);
        }

        return (tip.Value, own.Value) switch
        {
            (null, null) => AnalysisResult.Failed(rules, [PolicyFile.Missing($"Neither the target's tip nor the change has a '{PolicyFile.Path}'.")], files: 0),
            (null, { } added) => run.JudgeNewPolicy(added),

            // A change that deletes the policy is judged by the deleted policy.
            ({ } deleted, null) => run.Judge(deleted, deleted),
            ({ } old, { } now) => run.Judge(old, now),
        };
    }

    private static Parsed<Policy?> ReadPolicy(SourceTree tree, ChangeAnalysisOptions options)
    {
        var text = options.Policy is { } given ? new Parsed<SourceText?>(given, []) : PolicyFile.Read(tree);
        if (text.Value is null)
        {
            return new(null, text.Diagnostics);
        }

        var policy = Policy.Parse(text.Value);
        return new(policy.Value, [.. policy.Diagnostics.Where(d => d.Descriptor.IsInputFailure)]);
    }

    private sealed class Run(
        TreeAnalyzer trees, RuleSet rules, Change change, ChangeAnalysisOptions options, ManifestCache cache, CancellationToken cancellation)
    {
        /// <summary>Judges by a policy that the target's tip does not have. Every finding is new, and nobody has rights yet.</summary>
        public AnalysisResult JudgeNewPolicy(Policy own)
        {
            var after = Load(change.After, own);
            if (HasFailed(after))
            {
                return AnalysisResult.Failed(rules, after.Diagnostics, after.Manifests.Length + 1);
            }

            var now = Analyze(BoundPolicy.Bind(own, after));
            return Compare(new ChangedFindings(null, now, null, null), now, [], (null, after), rights: null);
        }

        public AnalysisResult Judge(Policy tip, Policy own)
        {
            var (before, after) = Both(() => Load(change.Before, tip), () => Load(change.After, own));
            if (HasFailed(before) || HasFailed(after))
            {
                var certain = HasFailed(before) ? [] : JudgeByTip(tip, before);
                return AnalysisResult.Failed(rules, before.Diagnostics.Select(d => d.WithNote(AtTheTip)).Concat(after.Diagnostics), before.Manifests.Length + after.Manifests.Length + 1, certain);
            }

            var bound = BoundPolicy.Bind(tip, before);
            var result = BoundPolicy.Bind(own.WithRightsOf(tip), after);
            var (old, now) = Both(() => Analyze(bound, tip.JudgedKinds), () => Analyze(result, tip.JudgedKinds));
            if (old.HasFailed || now.HasFailed)
            {
                return AnalysisResult.Failed(rules, old.Findings.Select(f => f.WithNote(AtTheTip)).Concat(now.Findings).Where(f => f.Descriptor.IsInputFailure), now.Statistics.Files);
            }

            var identity = new FindingIdentity(PackagePairs.Between(before, after));
            var context = new ChangeContext(change, bound, result, BoundPolicy.Bind(own, after), Legalised(tip, own, now, after), options, cancellation)
            {
                RenamedLines = FindRenamedLines(old, now, identity),
            };
            var ofChange = rules.ChangeRules.SelectMany(rule => RuleRun.Run(rule, context)).Select(f => RuleRun.Weigh(result, f)).OfType<Diagnostic>().ToList();
            return Compare(new ChangedFindings(old, now, identity, tip), now, ofChange, (before, after), context.Rights);
        }

        /// <summary>Returns the findings that the policy and packages of the tip alone prove, for a merge result that cannot be read.</summary>
        public ImmutableArray<Diagnostic> JudgeByTip(Policy tip) => Load(change.Before, tip) is var before && !HasFailed(before) ? JudgeByTip(tip, before) : [];

        // The merge result cannot give more rights than the tip, so a refusal for a path of the tip remains. Shared meanings and entries of packages
        // cannot be judged without the packages of the result.
        private ImmutableArray<Diagnostic> JudgeByTip(Policy tip, Codebase before)
        {
            var (bound, result) = (BoundPolicy.Bind(tip, before), BoundPolicy.Bind(tip, before.At(change.After)));
            var map = bound.Ownership;
            var roots = before.Workspaces.Select(w => w.ManifestPath).ToHashSet();
            var certain = change with
            {
                Files = new ChangeSet(change.Files.Files.Where(f => map.GetOwnership(f.Path) is { Shared: null } owned && !roots.Contains(f.Path) && (f.Before.Exists || owned.Kind == OwnershipKind.Protected))),
            };
            var context = new ChangeContext(certain, bound, result, result, [], options, cancellation);
            return [.. rules.ChangeRules.Where(r => r.NeedsOnlyTip).SelectMany(rule => RuleRun.Run(rule, context)).Select(f => RuleRun.Weigh(bound, f)).OfType<Diagnostic>()];
        }

        // The two trees are independent. Even if one fails, the other has finished, because the caller may then close the repository.
        private static (T Before, T After) Both<T>(Func<T> before, Func<T> after)
        {
            var other = Task.Run(before);
            try
            {
                var own = after();
                return (other.GetAwaiter().GetResult(), own);
            }
            finally
            {
                Task.WaitAny(other);
            }
        }

        private Codebase Load(SourceTree tree, Policy policy) =>
            Codebase.Load(tree, policy.Workspace.ToCodebaseOptions(cache, options.SkipsMissingManifests), cancellation);

        private AnalysisResult Analyze(BoundPolicy policy, DependencyKinds? judgedBefore = null) => trees.Analyze(policy, [], options.Today, cancellation, judgedBefore);

        /// <summary>Returns the edges of the merge result that the tip's policy denies and the change's policy allows.</summary>
        private ImmutableArray<Diagnostic> Legalised(Policy tip, Policy own, AnalysisResult now, Codebase after)
        {
            if (tip.Text.Bytes.Span.SequenceEqual(own.Text.Bytes.Span))
            {
                return [];
            }

            var denied = Analyze(BoundPolicy.Bind(tip, after)).Findings.Where(f => f.Edge is not null);
            var stands = now.Findings.Select(f => f.Key).ToHashSet();
            return [.. denied.Where(f => !stands.Contains(f.Key))];
        }

        /// <summary>
        /// Returns the lines of the change's baseline that correspond to a line of the tip's baseline with the old name of a package.
        /// </summary>
        private static ImmutableHashSet<FindingKey> FindRenamedLines(AnalysisResult old, AnalysisResult now, FindingIdentity identity)
        {
            var before = (old.Baseline?.Entries ?? []).Select(e => e.Key).ToHashSet();
            var after = (now.Baseline?.Entries ?? []).Select(e => e.Key).ToHashSet();
            return [.. now.Baselined.Where(f => identity.KeyAtTip(f) is var key && key != f.Key && before.Contains(key) && !after.Contains(key)).Select(f => f.Key)];
        }

        private AnalysisResult Compare(
            ChangedFindings findings, AnalysisResult now, List<Diagnostic> ofChange, (Codebase? Before, Codebase After) sides, ChangeRights? rights) =>
            new(rules, findings.Findings.Concat(ofChange), findings.Excused, now.Statistics.WithRules(rules.OfChanges, now.Policy!))
            {
                Policy = now.Policy,
                Enforcement = now.Enforcement,
                Baseline = now.Baseline,
                Baselined = [.. findings.Baselined.Order(DiagnosticOrder.Instance)],
                Comparison = new ChangeComparison(findings.Added.Concat(ofChange), findings.Fixed, sides, rights, change.Files.Files.Length),
            };

        private static bool HasFailed(Codebase codebase) => codebase.Diagnostics.Any(d => d.Descriptor.IsInputFailure);
    }
}
