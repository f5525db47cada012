using System.Collections.Immutable;
using Harness.Changes;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Rights;
using Harness.Text;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Analysis;

/// <summary>Judges a change: both of its trees by the rules over trees, then their difference by the rules over changes.</summary>
internal sealed class ChangeAnalyzer(TreeAnalyzer trees, ImmutableArray<ChangeRule> rules)
{
    private static readonly DiagnosticNote AtTheTip = new("side", "the target's tip, not the change: mend the target first");

    /// <summary>Judges a change.</summary>
    public AnalysisResult Analyze(Change change, ChangeAnalysisOptions options, CancellationToken cancellation)
    {
        var tip = ReadPolicy(change.Before, options);
        var own = ReadPolicy(change.After, options);
        if (!tip.Diagnostics.IsEmpty || !own.Diagnostics.IsEmpty)
        {
            return AnalysisResult.Failed(tip.Diagnostics.Select(d => d.WithNote(AtTheTip)).Concat(own.Diagnostics), files: 1);
        }

        var run = new Run(trees, rules, change, options, options.Cache ?? new ManifestCache(), cancellation);
        return (tip.Value, own.Value) switch
        {
            (null, null) => AnalysisResult.Failed([NoPolicy()], files: 0),
            (null, { } added) => run.JudgeNewPolicy(added),

            // A change that deletes the policy is judged by the one it deletes.
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

    private static Diagnostic NoPolicy() => new(
        InputDescriptors.InvalidPolicy,
        Location.OfFile(PolicyFile.Path),
        $"Neither the target's tip nor the change has a '{PolicyFile.Path}'.",
        "write one with 'harness init', or name one with --policy",
        "");

    private sealed class Run(
        TreeAnalyzer trees, ImmutableArray<ChangeRule> rules, Change change, ChangeAnalysisOptions options, ManifestCache cache, CancellationToken cancellation)
    {
        /// <summary>Judges by a policy that the target's tip does not have: everything is new, and nobody has rights yet.</summary>
        public AnalysisResult JudgeNewPolicy(Policy own)
        {
            var after = Load(change.After, own);
            return HasFailed(after) ? AnalysisResult.Failed(after.Diagnostics, after.Manifests.Length + 1)
                : Compare(null, Analyze(BoundPolicy.Bind(own, after)), [], (null, after), rights: null);
        }

        public AnalysisResult Judge(Policy tip, Policy own)
        {
            var (before, after) = Both(() => Load(change.Before, tip), () => Load(change.After, own));
            if (HasFailed(before) || HasFailed(after))
            {
                return AnalysisResult.Failed(before.Diagnostics.Select(d => d.WithNote(AtTheTip)).Concat(after.Diagnostics), before.Manifests.Length + after.Manifests.Length + 1);
            }

            var bound = BoundPolicy.Bind(tip, before);
            var result = BoundPolicy.Bind(own.WithRightsOf(tip), after);
            var (old, now) = Both(() => Analyze(bound), () => Analyze(result));
            if (old.HasFailed || now.HasFailed)
            {
                return AnalysisResult.Failed(old.Findings.Select(f => f.WithNote(AtTheTip)).Concat(now.Findings).Where(f => f.Descriptor.IsInputFailure), now.Statistics.Files);
            }

            var context = new ChangeContext(change, bound, result, BoundPolicy.Bind(own, after), Legalised(tip, own, now, after), options, cancellation);
            var ofChange = rules.SelectMany(rule => RuleRun.Of(rule, context)).Select(f => RuleRun.Weigh(result, f)).OfType<Diagnostic>().ToList();
            return Compare(old, now, ofChange, (before, after), context.Rights);
        }

        // The two trees have nothing to do with each other. Also where one fails the other has ended: the repository may be closed then.
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
            Codebase.Load(tree, policy.Workspace.ToCodebaseOptions(cache), cancellation);

        private AnalysisResult Analyze(BoundPolicy policy) => trees.Analyze(policy, [], options.Today, cancellation);

        /// <summary>The edges of the merge result that the tip's policy denies and the change's allows.</summary>
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

        private AnalysisResult Compare(
            AnalysisResult? old, AnalysisResult now, List<Diagnostic> ofChange, (Codebase? Before, Codebase After) sides, ChangeRights? rights)
        {
            var known = (old?.Findings ?? []).GroupBy(f => f.Key).ToDictionary(g => g.Key, g => g.Count());
            var (findings, added) = (new List<Diagnostic>(), new List<Diagnostic>(ofChange));
            foreach (var finding in now.Findings)
            {
                if (known.TryGetValue(finding.Key, out var count) && count > 0)
                {
                    known[finding.Key] = count - 1;
                    findings.Add(finding);
                    continue;
                }

                var weighed = old is not null && finding.Descriptor.CanFollowFromFix ? finding.WithSeverity(DiagnosticSeverity.Note) : finding;
                findings.Add(weighed);
                added.Add(weighed);
            }

            var smuggled = old is null ? [] : now.Baselined.Where(IsUnknownTo(old)).ToHashSet();
            added.AddRange(smuggled);
            var kept = now.Findings.Select(f => f.Key).ToHashSet();
            return new AnalysisResult(findings.Concat(smuggled).Concat(ofChange), now.Excused, CountRules(now.Statistics))
            {
                Enforcement = now.Enforcement,
                Baseline = now.Baseline,
                Baselined = [.. now.Baselined.Where(f => !smuggled.Contains(f))],
                Comparison = new ChangeComparison(added, (old?.Findings ?? []).Where(f => !kept.Contains(f.Key)), sides, rights, change.Files.Files.Length),
            };
        }

        private AnalysisStatistics CountRules(AnalysisStatistics ofTree) => ofTree with { Rules = ofTree.Rules + rules.Sum(r => r.Descriptors.Length) };

        // A baseline holds what was there before: a line for what the change itself brings hides nothing.
        private static Func<Diagnostic, bool> IsUnknownTo(AnalysisResult old)
        {
            var known = old.Findings.Concat(old.Baselined).Select(f => f.Key).ToHashSet();
            return finding => !known.Contains(finding.Key);
        }

        private static bool HasFailed(Codebase codebase) => codebase.Diagnostics.Any(d => d.Descriptor.IsInputFailure);
    }
}
