using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Text;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Fixes;

/// <summary>
/// Applies fixes to a tree in memory, and judges it again. A fix is not applied if its finding remains, or if it brings a new finding other than an
/// entry of the policy left unused. A fix that the sources of the package make doubtful is applied only on request.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="tree">The tree.</param>
/// <param name="policy">The policy.</param>
/// <param name="today">The date in UTC.</param>
/// <param name="safety">The selection of the fixes to apply.</param>
public sealed class FixRun(AnalysisEngine engine, SourceTree tree, SourceText policy, DateOnly today, FixSafety safety = FixSafety.Safe)
{
    // A fix can leave an exception or a baseline line unused. The fix of that has no further effect.
    private const int MaximumRounds = 5;

    private readonly Dictionary<RepoPath, ReadOnlyMemory<byte>> files = [];
    private readonly Dictionary<FindingKey, string> rejected = [];
    private readonly Lazy<SourceUse> sources = new(() => new SourceUse(Codebase.Load(tree, Policy.Parse(policy).Value.Workspace.ToCodebaseOptions())));

    /// <summary>Applies the available fixes for the findings of a result.</summary>
    /// <param name="result">The current findings.</param>
    public FixOutcome Apply(AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var applied = ImmutableArray.CreateBuilder<CodeFix>();
        for (var round = 0; round < MaximumRounds; round++)
        {
            var known = new CodeFixes();
            var fixes = result.Findings.Select(f => Choose(f, known, result).Fix).OfType<CodeFix>().ToArray();
            if (fixes.Length == 0 || Try(fixes, result) is not { } mended)
            {
                break;
            }

            applied.AddRange(mended.Fixes);
            result = mended.Result;
        }

        var last = new CodeFixes();
        return new FixOutcome(applied.ToImmutable(), files.ToImmutableSortedDictionary(), result, [.. result.Findings.Select(f => Explain(f, Choose(f, last, result)))]);
    }

    private UnfixedFinding Explain(Diagnostic finding, Choice choice) =>
        new(finding, rejected.GetValueOrDefault(finding.Key) ?? choice.Reason ?? "other fixes left it", choice.IsForced);

    // Chooses the fix of a finding, or gives the reason why there is none.
    private Choice Choose(Diagnostic finding, CodeFixes fixes, AnalysisResult result)
    {
        if (!fixes.TryFind(finding, out var fix, out var reason))
        {
            return new(null, reason, false);
        }

        if (fix.Edit.Text.Path.IsOutside || tree.ReadLink(fix.Edit.Text.Path) is not null)
        {
            return new(null, $"'{fix.Edit.Text.Path}' is not a plain file of the tree", false);
        }

        var doubt = safety == FixSafety.Unsafe ? null : FindDoubt(finding, result);
        return doubt is null ? new(fix, null, false) : new(null, doubt, true);
    }

    private string? FindDoubt(Diagnostic finding, AnalysisResult result) => finding.Descriptor.Fix switch
    {
        FixKind.DeleteDependency => sources.Value.FindDoubt(finding.Location),
        FixKind.DeleteException when finding.Key.Arguments is [var from, var to, ..]
            && result.Findings.FirstOrDefault(f => f.Edge == new EdgeName(from, to)) is { } other => $"{other.Descriptor} is found between the same packages, and the exception may be meant for it",
        _ => null,
    };

    // Usually all at once. If that fails, one by one, each on top of the accepted ones.
    private (IReadOnlyCollection<CodeFix> Fixes, AnalysisResult Result)? Try(CodeFix[] fixes, AnalysisResult before)
    {
        if (Judge(fixes, before, out _) is { } all)
        {
            Keep(fixes);
            return (fixes, all);
        }

        var (held, last) = (new List<CodeFix>(), before);
        foreach (var fix in fixes)
        {
            if (Judge([.. held, fix], before, out var problem) is { } one)
            {
                held.Add(fix);
                last = one;
            }
            else
            {
                rejected[fix.Finding.Key] = problem!;
            }
        }

        if (held.Count == 0)
        {
            return null;
        }

        Keep(held);
        return (held, last);
    }

    private AnalysisResult? Judge(IReadOnlyCollection<CodeFix> fixes, AnalysisResult before, out string? problem)
    {
        var edited = new Dictionary<RepoPath, ReadOnlyMemory<byte>>(files);
        foreach (var (path, bytes) in Edit(fixes))
        {
            edited[path] = bytes;
        }

        var text = edited.TryGetValue(policy.Path, out var own) ? SourceText.From(policy.Path, own) : policy;
        var after = engine.AnalyzeEdited(new EditedTree(tree, edited), text, policy, today);
        var mended = fixes.Select(f => f.Finding.Key).ToHashSet();
        var known = before.Findings.Concat(before.Baselined).Concat(before.Excused.Select(e => e.Finding)).Select(f => f.Key).ToHashSet();
        problem = after.Findings.FirstOrDefault(f => f.Descriptor.IsInputFailure) is { } failure ? $"the tree cannot be judged without it: {failure.Message}"
            : after.Findings.Any(f => mended.Contains(f.Key)) ? "deleting the lines does not mend it"
            : after.Findings.FirstOrDefault(f => !known.Contains(f.Key) && !f.Descriptor.CanFollowFromFix) is { } brought ? $"the fix brings {brought.Descriptor}: {brought.Message}"
            : null;
        return problem is null ? after : null;
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

    // The fix of a finding, or the reason why none is applied, and whether one could be.
    private readonly record struct Choice(CodeFix? Fix, string? Reason, bool IsForced);
}
