using System.Text;

namespace Harness.Git;

/// <summary>A repository elsewhere.</summary>
/// <param name="Address">Its address: <c>https</c>, <c>http</c> or <c>file</c>.</param>
public sealed record GitRemote(Uri Address)
{
    /// <summary>The value of the header <c>Authorization</c>; <see langword="null"/> for none. Never an argument of a process, never in a message.</summary>
    public string? Authorization { get; private init; }

    /// <summary>The remote, spoken to with a token of GitHub's. See "Authenticating as a GitHub App installation" of its documentation.</summary>
    /// <param name="token">The token.</param>
    public GitRemote WithToken(string token) =>
        this with { Authorization = "basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("x-access-token:" + token)) };

    /// <summary>The address alone.</summary>
    public override string ToString() => Address.ToString();
}
