using Harness.Text;

namespace Harness.Sarif.Reading;

/// <summary>The parts of a SARIF run that results need, because results may precede the objects that they refer to.</summary>
internal sealed class SarifRun
{
    /// <summary>The tool's name.</summary>
    internal string Tool { get; set; } = "tool";

    /// <summary>The rules of the driver, then of each extension.</summary>
    public List<List<SarifRunRule>> Rules { get; } = [[]];

    /// <summary>The addresses of bases.</summary>
    public Dictionary<string, SarifAddress> Bases { get; } = new(StringComparer.Ordinal);

    /// <summary>The addresses of files that results refer to by number.</summary>
    public List<SarifAddress> Artifacts { get; } = [];

    /// <summary>The results.</summary>
    public List<SarifRawResult> Results { get; } = [];

    /// <summary>The unit of columns.</summary>
    internal ColumnUnit Unit { get; set; } = ColumnUnit.CodePoint;

    /// <summary>A value that indicates whether results are there: a run without did not come to its end.</summary>
    internal bool HasResults { get; set; }

    /// <summary>A value that indicates whether a part that results need is in other files.</summary>
    internal bool IsElsewhere { get; set; }

    /// <summary>A value that indicates whether an invocation reports a failure.</summary>
    internal bool HasFailed { get; set; }
}

/// <summary>An address of SARIF.</summary>
/// <param name="Uri">The address.</param>
/// <param name="Base">The name of the base that it starts from.</param>
/// <param name="Index">The number of the file that it refers to, or -1.</param>
internal sealed record SarifAddress(string? Uri, string? Base, int Index);

/// <summary>A rule of SARIF.</summary>
internal sealed class SarifRunRule
{
    internal string? Id { get; set; }

    internal string? Title { get; set; }

    internal string? Level { get; set; }

    public Dictionary<string, string> Messages { get; } = new(StringComparer.Ordinal);
}

/// <summary>A SARIF result with unresolved references.</summary>
internal sealed class SarifRawResult
{
    internal string? RuleId { get; set; }

    internal int RuleIndex { get; set; } = -1;

    /// <summary>The extension that has the rule, or -1 for the driver.</summary>
    internal int Extension { get; set; } = -1;

    internal string? Kind { get; set; }

    internal string? Level { get; set; }

    internal string? Text { get; set; }

    internal string? MessageId { get; set; }

    public List<string> Arguments { get; } = [];

    internal SarifAddress? Address { get; set; }

    internal int StartLine { get; set; }

    internal int StartColumn { get; set; }

    internal int EndLine { get; set; }

    internal int EndColumn { get; set; }

    internal bool IsSuppressed { get; set; }

    internal bool IsAbsent { get; set; }
}
