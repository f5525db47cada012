using System.Collections.Immutable;

namespace Harness.Reporting;

/// <summary>How much a check looked at: a clean result means nothing without it.</summary>
/// <param name="Crates">The packages that rules saw.</param>
/// <param name="Edges">The pairs of packages with a dependency between them.</param>
/// <param name="Files">The files that were read.</param>
/// <param name="Rules">The rules that ran.</param>
/// <param name="RulesOff">The rules that did not run, as <c>HRN2008 (dev-cycle)</c>.</param>
public sealed record ExaminedCounts(int Crates, int Edges, int Files, int Rules, ImmutableArray<string> RulesOff);
