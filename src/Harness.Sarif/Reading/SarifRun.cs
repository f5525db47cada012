using Harness.Text;

namespace Harness.Sarif.Reading;

/// <summary>What a run of SARIF says, as far as results need it: they may come before what they refer to.</summary>
internal sealed class SarifRun
{
    /// <summary>The tool's name.</summary>
    public string Tool { get; set; } = "tool";

    /// <summary>The rules of the driver, then of each extension.</summary>
    public List<List<SarifRunRule>> Rules { get; } = [[]];

    /// <summary>The addresses of bases.</summary>
    public Dictionary<string, SarifAddress> Bases { get; } = new(StringComparer.Ordinal);

    /// <summary>The addresses of files that results refer to by number.</summary>
    public List<SarifAddress> Artifacts { get; } = [];

    /// <summary>The results.</summary>
    public List<SarifRawResult> Results { get; } = [];

    /// <summary>What columns count.</summary>
    public ColumnUnit Unit { get; set; } = ColumnUnit.CodePoint;

    /// <summary>Whether results stand there: a run without did not come to its end.</summary>
    public bool HasResults { get; set; }

    /// <summary>Whether an invocation says that it failed.</summary>
    public bool HasFailed { get; set; }
}

/// <summary>An address of SARIF.</summary>
/// <param name="Uri">The address.</param>
/// <param name="Base">The name of the base that it starts from.</param>
/// <param name="Index">The number of the file that it stands for, or -1.</param>
internal sealed record SarifAddress(string? Uri, string? Base, int Index);

/// <summary>A rule of SARIF.</summary>
internal sealed class SarifRunRule
{
    public string? Id { get; set; }

    public string? Title { get; set; }

    public string? Level { get; set; }

    public Dictionary<string, string> Messages { get; } = new(StringComparer.Ordinal);
}

/// <summary>A result of SARIF, before what it refers to is known.</summary>
internal sealed class SarifRawResult
{
    public string? RuleId { get; set; }

    public int RuleIndex { get; set; } = -1;

    /// <summary>The extension that has the rule; -1 for the driver.</summary>
    public int Extension { get; set; } = -1;

    public string? Kind { get; set; }

    public string? Level { get; set; }

    public string? Text { get; set; }

    public string? MessageId { get; set; }

    public List<string> Arguments { get; } = [];

    public SarifAddress? Address { get; set; }

    public int StartLine { get; set; }

    public int StartColumn { get; set; }

    public int EndLine { get; set; }

    public int EndColumn { get; set; }

    public bool IsSuppressed { get; set; }

    public bool IsAbsent { get; set; }
}
