namespace Harness.GitHubServer;

/// <summary>A request that came, as it came.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, without the prefix of an enterprise server.</param>
/// <param name="Query">The query with its question mark, or nothing.</param>
/// <param name="Login">Whose the token was, or <see langword="null"/>.</param>
/// <param name="IsAuthorized">Whether an authorisation was sent at all.</param>
/// <param name="Body">The body.</param>
/// <param name="Status">The status of the answer that the client got, or 0 where the connection was closed.</param>
public sealed record RequestRecord(string Method, string Path, string Query, string? Login, bool IsAuthorized, string Body, int Status)
{
    /// <summary>Method, path and query.</summary>
    public override string ToString() => $"{Method} {Path}{Query}";
}
