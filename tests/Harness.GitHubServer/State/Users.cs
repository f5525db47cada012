namespace Harness.GitHubServer.State;

/// <summary>Everyone who has been named, each with an id that stays.</summary>
/// <param name="accounts">The accounts that are described.</param>
internal sealed class Users(IEnumerable<Account> accounts)
{
    private const long FirstId = 1001;
    private const long FirstAppId = 900_001;
    private const string TokenPrefix = "token-of-";

    private readonly Dictionary<string, User> users = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Account> described = accounts
        .Append(Account.OfWorkflow)
        .DistinctBy(a => a.Login, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(a => a.Login, StringComparer.OrdinalIgnoreCase);

    /// <summary>Someone by login, new ones included.</summary>
    public User this[string login]
    {
        get
        {
            if (!users.TryGetValue(login, out var user))
            {
                users.Add(login, user = new(FirstId + users.Count, Describe(login)));
            }

            return user;
        }
    }

    /// <summary>Someone who is described or has been named, or <see langword="null"/>.</summary>
    public User? Find(string login) => users.ContainsKey(login) || described.ContainsKey(login) ? this[login] : null;

    /// <summary>The login that an app acts under, or <see langword="null"/>.</summary>
    public User? FindApp(string slug) => Find(slug + "[bot]");

    /// <summary>Whose a token is, or <see langword="null"/> where it is nobody's.</summary>
    public User? OfToken(string? token) => LoginOf(token) is { } login ? this[login] : null;

    /// <summary>The login that a token names, or <see langword="null"/>.</summary>
    public static string? LoginOf(string? token) =>
        token is not null && token.StartsWith(TokenPrefix, StringComparison.Ordinal) && token.Length > TokenPrefix.Length ? token[TokenPrefix.Length..] : null;

    /// <summary>Whose an address of a commit is, or <see langword="null"/>.</summary>
    public User? OfEmail(string email)
    {
        const string host = "@users.noreply.github.com";
        return email.EndsWith(host, StringComparison.OrdinalIgnoreCase)
            ? Find(email[(email.IndexOf('+', StringComparison.Ordinal) + 1)..^host.Length])
            : described.Values.FirstOrDefault(a => a.Emails.Contains(email, StringComparer.OrdinalIgnoreCase)) is { } account ? this[account.Login] : null;
    }

    private Account Describe(string login)
    {
        if (described.TryGetValue(login, out var account))
        {
            return account;
        }

        account = new Account(login);
        return account.IsBot ? account with { App = new(login[..^"[bot]".Length], FirstAppId + users.Count) } : account;
    }
}
