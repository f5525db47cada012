using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Trees;

namespace Harness.Fixes;

/// <summary>The outcome of applying fixes.</summary>
/// <param name="Applied">The fixes, in the order in which they were applied.</param>
/// <param name="Files">The new contents of the files that they change.</param>
/// <param name="Result">The findings afterwards.</param>
/// <param name="Unfixed">The remaining findings, each with the reason why it was not fixed.</param>
public sealed record FixOutcome(
    ImmutableArray<CodeFix> Applied, ImmutableSortedDictionary<RepoPath, ReadOnlyMemory<byte>> Files, AnalysisResult Result, ImmutableArray<UnfixedFinding> Unfixed);

/// <summary>A finding that was not fixed.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Reason">The reason, as part of a sentence.</param>
/// <param name="CouldBeForced">A value that indicates whether a fix that is not safe exists.</param>
public sealed record UnfixedFinding(Diagnostic Finding, string Reason, bool CouldBeForced);

/// <summary>The selection of the fixes to apply.</summary>
public enum FixSafety
{
    /// <summary>Fixes that do not remove anything that is used.</summary>
    Safe,

    /// <summary>Those too that may break the build of a package.</summary>
    Unsafe,
}
