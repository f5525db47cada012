using System.Security.Cryptography;
using System.Text;
using Harness.Diagnostics;
using Harness.Text;
using Harness.Trees;
using Microsoft.CodeAnalysis.Sarif;
using Location = Harness.Text.Location;

namespace Harness.Sarif;

/// <summary>What makes an alert the same alert on the next run.</summary>
internal sealed class Fingerprints
{
    private static readonly UTF8Encoding KeepingMark = new(encoderShouldEmitUTF8Identifier: false);
    private readonly Dictionary<RepoPath, Dictionary<int, string>> lineHashes = [];
    private readonly Dictionary<string, int> seenKeys = new(StringComparer.Ordinal);

    /// <summary>The hash of a finding's key; findings that share a key are told apart by their order.</summary>
    public string OfKey(FindingKey key)
    {
        // A separator that no argument holds: ("a", "b c") and ("a b", "c") are two keys.
        var text = string.Join('\0', key.Arguments.Prepend(key.RuleId));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var count = seenKeys[hash] = seenKeys.GetValueOrDefault(hash) + 1;
        return $"{hash}:{count}";
    }

    /// <summary>GitHub's own hash of a line and what follows it.</summary>
    public string OfLine(Location location)
    {
        if (!lineHashes.TryGetValue(location.Path, out var hashes))
        {
            // The mark at the front of a file is part of what GitHub hashes.
            hashes = HashUtilities.RollingHash(KeepingMark.GetString(location.Text.Bytes.Span));
            lineHashes[location.Path] = hashes;
        }

        return hashes.TryGetValue(location.Line, out var hash) ? hash : "c129715d7a2bc9a3:1";
    }
}
