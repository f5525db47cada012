using Harness.GitHubServer.State;

namespace Harness.GitHubServer.Http;

/// <summary>Who may do what.</summary>
internal static class Access
{
    /// <summary>Refuses what a token may not do. Everyone reads.</summary>
    public static void Check(bool isAuthorized, User? user, Right? right)
    {
        if (isAuthorized && user is null)
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
