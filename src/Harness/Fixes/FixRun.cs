using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Text;
using Harness.Trees;

namespace Harness.Fixes;

/// <summary>What fixes come to.</summary>
/// <param name="Applied">The fixes, in the order in which they were applied.</param>
/// <param name="Files">The new contents of the files that they change.</param>
/// <param name="Result">What is found afterwards.</param>
public sealed record FixOutcome(ImmutableArray<CodeFix> Applied, ImmutableSortedDictionary<RepoPath, ReadOnlyMemory<byte>> Files, AnalysisResult Result);

/// <summary>
/// Applies fixes to a tree in memory and judges it again: a fix that does not mend its finding, or that brings another which is not the
/// policy's own left without use, is not applied.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="tree">The tree.</param>
/// <param name="policy">The policy.</param>
/// <param name="today">The date in UTC.</param>
public sealed class FixRun(AnalysisEngine engine, SourceTree tree, SourceText policy, DateOnly today)
{
    // A fix can leave an exception or a line of the baseline without use, whose fix leaves nothing.
    private const int MaximumRounds = 5;

    private readonly Dictionary<RepoPath, ReadOnlyMemory<byte>> files = [];

    /// <summary>Applies what fixes there are for the findings of a result.</summary>
    /// <param name="result">What is found now.</param>
    public FixOutcome Apply(AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var applied = ImmutableArray.CreateBuilder<CodeFix>();
        for (var round = 0; round < MaximumRounds; round++)
        {
            var fixes = result.Findings.Select(new CodeFixes().Find).OfType<CodeFix>().Where(f => !f.Edit.Text.Path.IsOutside && tree.ReadLink(f.Edit.Text.Path) is null).ToArray();
            if (fixes.Length == 0 || Try(fixes, result) is not { } mended)
            {
                break;
            }

            applied.AddRange(mended.Fixes);
            result = mended.Result;
        }

        return new FixOutcome(applied.ToImmutable(), files.ToImmutableSortedDictionary(), result);
    }

    // All at once, which is usual; else one by one, each on top of those that hold.
    private (IReadOnlyCollection<CodeFix> Fixes, AnalysisResult Result)? Try(CodeFix[] fixes, AnalysisResult before)
    {
        if (Judge(fixes, before) is { } all)
        {
            Keep(fixes);
            return (fixes, all);
        }

        var (held, last) = (new List<CodeFix>(), before);
        foreach (var fix in fixes)
        {
            if (Judge([.. held, fix], before) is { } one)
            {
                held.Add(fix);
                last = one;
            }
        }

        if (held.Count == 0)
        {
            return null;
        }

        Keep(held);
        return (held, last);
    }

    private AnalysisResult? Judge(IReadOnlyCollection<CodeFix> fixes, AnalysisResult before)
    {
        var edited = new Dictionary<RepoPath, ReadOnlyMemory<byte>>(files);
        foreach (var (path, bytes) in Edit(fixes))
        {
            edited[path] = bytes;
        }

        var text = edited.TryGetValue(policy.Path, out var own) ? SourceText.From(policy.Path, own) : policy;
        var after = engine.Analyze(new EditedTree(tree, edited), text, today);
        var mended = fixes.Select(f => f.Finding.Key).ToHashSet();
        var known = before.Findings.Concat(before.Baselined).Concat(before.Excused.Select(e => e.Finding)).Select(f => f.Key).ToHashSet();
        return after.HasFailed || after.Findings.Any(f => mended.Contains(f.Key) || (!known.Contains(f.Key) && !f.Descriptor.CanFollowFromFix)) ? null : after;
    }

    private void Keep(IReadOnlyCollection<CodeFix> fixes)
    {
        foreach (var (path, bytes) in Edit(fixes).ToArray())
        {
            files[path] = bytes;
        }
    }

    private static IEnumerable<(RepoPath Path, ReadOnlyMemory<byte> Bytes)> Edit(IEnumerable<CodeFix> fixes) =>
        fixes.GroupBy(f => f.Edit.Text.Path).Select(g => (g.Key, TextEdit.Apply(g.First().Edit.Text, g.Select(f => f.Edit.Span))));
}
