using Harness.GitHubServer.State;
using Microsoft.AspNetCore.Http;

namespace Harness.GitHubServer.Http;

/// <summary>Who may do what.</summary>
internal static class Access
{
    /// <summary>Refuses what a token may not do. Everyone reads who says what program it is.</summary>
    public static void Check(IHeaderDictionary headers, User? user, Right? right)
    {
        if (headers.UserAgent.Count == 0)
        {
            throw new ApiException(403, "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.");
        }

        if (headers.Authorization.Count > 0 && user is null)
        {
            throw new ApiException(401, "Bad credentials");
        }

        if (right is not { } needed)
        {
            return;
        }

        if (user is null)
        {
            throw new ApiException(401, "Requires authentication");
        }

        var account = user.Account;
        if (account.Role < (needed is Right.Administration ? Role.Admin : Role.Write) || account.Lacks.Contains(needed))
        {
            throw new ApiException(403, "Resource not accessible by integration");
        }
    }
}
