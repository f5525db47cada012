using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Text;
using Harness.Trees;

namespace Harness.Sarif.Reading;

/// <summary>A place that another tool names.</summary>
/// <param name="Path">The file.</param>
/// <param name="StartLine">The first line, from 1; 0 for the whole file.</param>
/// <param name="StartColumn">The first column, from 1; 0 for the beginning of the line.</param>
/// <param name="EndLine">The last line, from 1.</param>
/// <param name="EndColumn">The column behind the last character, from 1; 0 for the end of the line.</param>
/// <param name="Unit">What columns count.</param>
public sealed record ForeignPlace(RepoPath Path, int StartLine, int StartColumn, int EndLine, int EndColumn, ColumnUnit Unit);

/// <summary>What another tool has found.</summary>
/// <param name="Tool">The tool's name.</param>
/// <param name="Rule">Its rule's id.</param>
/// <param name="Title">What its rule is about, in a line; the same for each of the rule's results.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Place">Where.</param>
public sealed record ForeignResult(string Tool, string Rule, string Title, DiagnosticSeverity Severity, string Message, ForeignPlace Place);

/// <summary>Why a result is left out: each is counted, none is dropped in silence.</summary>
public enum LeftOut
{
    /// <summary>The tool names a file that is not in the repository.</summary>
    Outside,

    /// <summary>The tool names no file.</summary>
    Unplaced,

    /// <summary>Someone has suppressed it.</summary>
    Suppressed,

    /// <summary>It says that something is in order, or was fixed.</summary>
    NoProblem,
}

/// <summary>What other tools have found, as their report says it.</summary>
/// <param name="Results">The results, each once, in their order.</param>
/// <param name="Omitted">How many results are left out, and why.</param>
/// <param name="HasFailed">A value that indicates whether it is of a build that failed: its errors keep the rest from being looked at, on whatever
/// lines they stand.</param>
public sealed record ForeignReport(ImmutableArray<ForeignResult> Results, ImmutableSortedDictionary<LeftOut, int> Omitted, bool HasFailed = false);
