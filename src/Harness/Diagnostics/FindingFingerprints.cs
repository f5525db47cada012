using System.Security.Cryptography;
using System.Text;

namespace Harness.Diagnostics;

/// <summary>
/// The fingerprints of the findings in one report, by which a reader recognises them in the next one. They are hashes of the findings' keys. Findings
/// that share a key are distinguished by their order.
/// </summary>
public sealed class FindingFingerprints
{
    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);

    /// <summary>Returns the fingerprint of the next finding.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The SHA-256 of rule and arguments in lower-case hexadecimal digits, and the number of the finding among those with this key, from
    /// 1.</returns>
    public (string Hash, int Occurrence) Next(FindingKey key)
    {
        ArgumentNullException.ThrowIfNull(key);

        // A separator that no argument holds: ("a", "b c") and ("a b", "c") are two keys.
        var text = string.Join('\0', key.Arguments.Prepend(key.RuleId));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return (hash, seen[hash] = seen.GetValueOrDefault(hash) + 1);
    }
}
