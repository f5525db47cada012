namespace Harness.Sarif;

/// <summary>What a report says of the tool and the run.</summary>
public sealed class SarifOptions
{
    /// <summary>The version of the tool, three numbers.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The category of the run: uploads of the same category replace each other. No <c>/</c> at its end.</summary>
    public string Category { get; init; } = "harness";

    /// <summary>Where the tool is described; <see langword="null"/> for nowhere.</summary>
    public Uri? InformationUri { get; init; }

    /// <summary>Below which address the pages of rules stand (<c>HRN2001.md</c>); <see langword="null"/> for nowhere.</summary>
    public Uri? RulesUri { get; init; }
}
