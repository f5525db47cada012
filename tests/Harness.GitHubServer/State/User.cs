namespace Harness.GitHubServer.State;

/// <summary>A login with its id.</summary>
internal sealed record User(long Id, Account Account)
{
    public string Login => Account.Login;

    /// <summary>The address that GitHub gives to commits of the login.</summary>
    public string Email => $"{Id}+{Login}@users.noreply.github.com";

    /// <summary>Whether the login may write, in the sense in which a review counts.</summary>
    public bool IsWriter => Account.Role is not Role.Read;
}
