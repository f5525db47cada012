using System.Security.Cryptography;
using System.Text;

namespace Harness.Reviewer.Serving;

/// <summary>Whether a webhook comes from the host. See "Validating webhook deliveries" of GitHub's documentation.</summary>
internal static class WebhookSignature
{
    private const string Prefix = "sha256=";

    /// <summary>Determines whether a signature is that of a body with a secret. It takes the same time for wrong and right signatures.</summary>
    /// <param name="secret">The secret that both sides know.</param>
    /// <param name="body">The body as received.</param>
    /// <param name="signature">The header <c>X-Hub-Signature-256</c>.</param>
    public static bool IsValid(string secret, ReadOnlySpan<byte> body, string? signature)
    {
        var expected = Prefix + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
        return signature is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature));
    }
}
