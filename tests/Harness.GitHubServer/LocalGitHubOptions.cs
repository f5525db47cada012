using System.Collections.Immutable;

namespace Harness.GitHubServer;

/// <summary>What a server is started with.</summary>
public sealed record LocalGitHubOptions
{
    /// <summary>The variable that names the file with GitHub's OpenAPI.</summary>
    public const string OpenApiVariable = "HARNESS_GITHUB_OPENAPI";

    /// <summary>The directory below which the repository lies at its full name.</summary>
    public required string Root { get; init; }

    /// <summary>The repository's full name: <c>octo-org/engine</c>.</summary>
    public required string Repository { get; init; }

    /// <summary>The port, or 0 for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>The accounts that differ from one that may write; that of a workflow need not be named.</summary>
    public ImmutableArray<Account> Accounts { get; init; } = [];

    /// <summary>Full names that the repository had before: they answer with its address by id.</summary>
    public ImmutableArray<string> FormerNames { get; init; } = [];

    /// <summary>The ways to merge that the repository's settings allow.</summary>
    public ImmutableArray<MergeMethod> MergeMethods { get; init; } = [MergeMethod.Merge, MergeMethod.Squash, MergeMethod.Rebase];

    /// <summary>What the repository's settings switch on.</summary>
    public RepositorySettings Settings { get; init; } = RepositorySettings.AutoMerge;

    /// <summary>Where events are posted to.</summary>
    public WebhookTarget? Webhook { get; init; }

    /// <summary>The requests that one login has in an hour.</summary>
    public int RateLimit { get; init; } = 5000;

    /// <summary>The length of the longest patch of a file that is shown.</summary>
    public int LargestPatch { get; init; } = 1 << 20;

    /// <summary>The clock of everything that has a time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>GitHub's published OpenAPI, or <see langword="null"/> to hold nothing to it.</summary>
    public string? OpenApi { get; init; } = Environment.GetEnvironmentVariable(OpenApiVariable) is { Length: > 0 } path ? path : null;
}

/// <summary>A way to merge.</summary>
public enum MergeMethod
{
    /// <summary>A merge commit.</summary>
    Merge,

    /// <summary>One commit with everything.</summary>
    Squash,

    /// <summary>Each commit made anew on the base.</summary>
    Rebase,
}

/// <summary>Switches of a repository.</summary>
[Flags]
public enum RepositorySettings
{
    /// <summary>All are off.</summary>
    None = 0,

    /// <summary>Pull requests may wait to be merged by themselves.</summary>
    AutoMerge = 1,

    /// <summary>The branch of a merged pull request is deleted.</summary>
    DeleteBranchOnMerge = 2,

    /// <summary>Whether a pull request merges is not known at the first look after a change: GitHub works that out in the background.</summary>
    LateMergeability = 4,
}

/// <summary>Where events are posted to.</summary>
/// <param name="Address">The address.</param>
/// <param name="Secret">The key of the signatures.</param>
public sealed record WebhookTarget(Uri Address, string Secret);
