using System.Security.Cryptography;
using System.Text;
using Harness.Diagnostics;

namespace Harness.Sarif;

/// <summary>
/// What makes an alert the same alert on the next run: the finding's key, so that it stays where lines and neighbours move. Code scanning
/// goes by <c>primaryLocationLineHash</c> alone and only asks that it differ between alerts; a hash of the line, as it would compute one
/// where there is none, would close and open an alert whenever the line below it changes.
/// </summary>
internal sealed class Fingerprints
{
    /// <summary>The name of the whole hash.</summary>
    public const string OfKeyName = "harnessFindingKey/v1";

    /// <summary>The name by which code scanning knows an alert.</summary>
    public const string OfAlertName = "primaryLocationLineHash";

    // As long as code scanning's own.
    private const int AlertLength = 16;
    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);

    /// <summary>The fingerprints of a finding; findings that share a key are told apart by their order.</summary>
    public Dictionary<string, string> Of(FindingKey key)
    {
        // A separator that no argument holds: ("a", "b c") and ("a b", "c") are two keys.
        var text = string.Join('\0', key.Arguments.Prepend(key.RuleId));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var count = seen[hash] = seen.GetValueOrDefault(hash) + 1;
        return new() { [OfKeyName] = $"{hash}:{count}", [OfAlertName] = $"{hash[..AlertLength]}:{count}" };
    }
}
