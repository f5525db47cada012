using System.Text;

namespace Harness.Git;

/// <summary>A repository elsewhere.</summary>
/// <param name="Address">Its address: <c>https</c>, <c>http</c> or <c>file</c>.</param>
public sealed record GitRemote(Uri Address)
{
    /// <summary>
    /// The value of the header <c>Authorization</c>, or <see langword="null"/> for none. It is never an argument of a process or part of a message.
    /// </summary>
    public string? Authorization { get; private init; }

    /// <summary>Its name in messages. By default its address.</summary>
    public string? Name { get; init; }

    /// <summary>The time limit for one call. The default allows a large repository's whole history over a slow line.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>
    /// Returns the remote, spoken to with a token of GitHub's. See "Authenticating as a GitHub App installation" of its documentation.
    /// </summary>
    /// <param name="token">The token.</param>
    public GitRemote WithToken(string token) =>
        this with { Authorization = "basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("x-access-token:" + token)) };

    /// <summary>Returns its name in messages.</summary>
    public override string ToString() => Name ?? Address.ToString();

    /// <summary>Puts the name in a message in the place of the address.</summary>
    internal string NameIn(string message) => Name is null ? message : message.Replace(Address.ToString().TrimEnd('/'), Name, StringComparison.Ordinal);
}
