namespace Harness.Sarif;

/// <summary>The options of a report about the tool and the run.</summary>
public sealed class SarifOptions
{
    /// <summary>The category of a check.</summary>
    public const string UsualCategory = "harness";

    /// <summary>The name of the tool.</summary>
    public string ToolName { get; init; } = "Harness";

    /// <summary>The version of the tool, three numbers.</summary>
    public string ToolVersion { get; init; } = typeof(SarifOptions).Assembly.GetName().Version!.ToString(3);

    /// <summary>The category of the run: uploads of the same category replace each other. No <c>/</c> at its end.</summary>
    public string Category { get; init; } = UsualCategory;

    /// <summary>
    /// The URL of the folder of the rules' pages, ending in <c>/</c>, to which help links point. If <see langword="null"/>, links are only names, and
    /// the page is in the report itself.
    /// </summary>
    public Uri? RulePages { get; init; }

    /// <summary>The identity of alerts in code scanning.</summary>
    public AlertIdentity Alerts { get; init; }

    /// <summary>The judged repository and commit, or <see langword="null"/> if unknown.</summary>
    public SarifRevision? Revision { get; init; }
}

/// <summary>A commit of a repository.</summary>
/// <param name="Repository">The repository's address.</param>
/// <param name="Commit">The commit's id.</param>
public sealed record SarifRevision(Uri Repository, string Commit);
