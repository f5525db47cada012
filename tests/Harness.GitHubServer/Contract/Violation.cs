namespace Harness.GitHubServer.Contract;

/// <summary>Something that GitHub's OpenAPI does not allow.</summary>
/// <param name="Operation">Method and path as the OpenAPI writes them, or as they were asked where it knows no such path.</param>
/// <param name="Side">Whose fault it is.</param>
/// <param name="Path">The place in the message: <c>#/head/repo</c>, <c>?per_page</c>.</param>
/// <param name="What">What is wrong there.</param>
public sealed record Violation(string Operation, Side Side, string Path, string What);

/// <summary>A side of an exchange.</summary>
public enum Side
{
    /// <summary>What the client sent.</summary>
    Request,

    /// <summary>What the server answered.</summary>
    Answer,
}
