using System.Collections.Immutable;

namespace Harness.GitHubServer;

/// <summary>Someone with a token: <c>token-of-</c> and the login. A login that no account describes may write.</summary>
/// <param name="Login">The login; one that ends in <c>[bot]</c> is a program's.</param>
/// <param name="Role">What it may do.</param>
public sealed record Account(string Login, Role Role = Role.Write)
{
    /// <summary>The app that the login is of: only an app creates check runs.</summary>
    public AppIdentity? App { get; init; }

    /// <summary>What the token may not write although its role would allow it.</summary>
    public ImmutableHashSet<Right> Lacks { get; init; } = [];

    /// <summary>The addresses that the login's commits carry, besides the one that GitHub gives.</summary>
    public ImmutableArray<string> Emails { get; init; } = [];

    /// <summary>Whether the login is a program's.</summary>
    public bool IsBot => Login.EndsWith("[bot]", StringComparison.Ordinal);

    /// <summary>The account of the token that a workflow gets.</summary>
    public static Account OfWorkflow { get; } = new("github-actions[bot]") { App = new("github-actions", 15368) };
}

/// <summary>An app of GitHub.</summary>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Id">Its id.</param>
public sealed record AppIdentity(string Slug, long Id);

/// <summary>What an account may do in the repository.</summary>
public enum Role
{
    /// <summary>Reads only, as the token of a workflow on a fork's pull request.</summary>
    Read,

    /// <summary>Writes all but settings.</summary>
    Write,

    /// <summary>Writes settings too.</summary>
    Admin,
}

/// <summary>What a request writes, as the permissions of an app are named.</summary>
public enum Right
{
    /// <summary>Branches, commits and merges.</summary>
    Contents,

    /// <summary>Pull requests and reviews.</summary>
    PullRequests,

    /// <summary>Issues, comments and labels.</summary>
    Issues,

    /// <summary>Check runs.</summary>
    Checks,

    /// <summary>Commit statuses.</summary>
    Statuses,

    /// <summary>Code scanning.</summary>
    SecurityEvents,

    /// <summary>Protection of branches and rulesets.</summary>
    Administration,
}
