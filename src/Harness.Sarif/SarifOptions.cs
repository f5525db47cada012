namespace Harness.Sarif;

/// <summary>What a report says of the tool and the run.</summary>
public sealed class SarifOptions
{
    /// <summary>The version of the tool, three numbers.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The category of the run: uploads of the same category replace each other. No <c>/</c> at its end.</summary>
    public string Category { get; init; } = "harness";

    /// <summary>Which repository and commit were judged; <see langword="null"/> where that is not known.</summary>
    public SarifRevision? Revision { get; init; }
}

/// <summary>A commit of a repository.</summary>
/// <param name="Repository">The repository's address.</param>
/// <param name="Commit">The commit's id.</param>
public sealed record SarifRevision(Uri Repository, string Commit);
