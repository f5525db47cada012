using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Text;
using Harness.Trees;

namespace Harness.Sarif.Reading;

/// <summary>A place that another tool names.</summary>
/// <param name="Path">The file.</param>
/// <param name="StartLine">The first line, from 1, or 0 for the whole file.</param>
/// <param name="StartColumn">The first column, from 1, or 0 for the beginning of the line.</param>
/// <param name="EndLine">The last line, from 1.</param>
/// <param name="EndColumn">The column after the last character, from 1, or 0 for the end of the line.</param>
/// <param name="Unit">The unit of columns.</param>
public sealed record ForeignPlace(RepoPath Path, int StartLine, int StartColumn, int EndLine, int EndColumn, ColumnUnit Unit);

/// <summary>A result of another tool.</summary>
/// <param name="Tool">The tool's name.</param>
/// <param name="Rule">Its rule's id.</param>
/// <param name="Title">The title of its rule in one line, the same for each of the rule's results.</param>
/// <param name="Severity">The severity.</param>
/// <param name="Message">The problem.</param>
/// <param name="Place">The location.</param>
public sealed record ForeignResult(string Tool, string Rule, string Title, DiagnosticSeverity Severity, string Message, ForeignPlace Place);

/// <summary>The reason why a result is left out. Each is counted, and none is dropped silently.</summary>
public enum LeftOut
{
    /// <summary>The tool names a file that is not in the repository.</summary>
    Outside,

    /// <summary>The tool names no file.</summary>
    Unplaced,

    /// <summary>Someone has suppressed it.</summary>
    Suppressed,

    /// <summary>The result says that something is in order, or was fixed.</summary>
    NoProblem,
}

/// <summary>The results of other tools, as in their report.</summary>
/// <param name="Results">The results, each once, in their order.</param>
/// <param name="Omitted">The number of results left out, by reason.</param>
/// <param name="HasFailed">A value that indicates whether it is of a failed build. Its errors, on whatever lines, prevent the rest from being
/// checked.</param>
public sealed record ForeignReport(ImmutableArray<ForeignResult> Results, ImmutableSortedDictionary<LeftOut, int> Omitted, bool HasFailed = false);
