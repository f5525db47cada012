using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Harness.Reviewer.Reviewing;

/// <summary>
/// An architect's answer, stored in the summary on the pull request, so that a restart or a moved target does not ask again. Others may edit a
/// comment, so a seal that only the reviewer can make proves the answer with its head and policy.
/// </summary>
/// <param name="key">The key of the seal.</param>
/// <param name="repository">Owner and name of the repository.</param>
internal sealed partial class SealedAnswer(ReadOnlyMemory<byte> key, string repository)
{
    // The room that remains next to the text of a summary.
    private const int MaximumLength = 20_000;

    private const int MostKept = 200;

    // Answers that this process received, so that it does not ask again even if publishing failed or an answer is too long for a summary.
    private readonly ConcurrentDictionary<(int Number, string Head, string Policy), (string Id, byte[] Answer)> heard = [];

    /// <summary>Keeps an answer for as long as the process runs.</summary>
    /// <param name="answer">The answer, and the id of its packet.</param>
    /// <param name="number">The number of the pull request.</param>
    /// <param name="head">The id of the commit that was judged.</param>
    /// <param name="policy">The hash of the policy.</param>
    public void Keep((string Id, byte[] Answer) answer, int number, string head, string policy)
    {
        if (heard.Count >= MostKept)
        {
            heard.Clear();
        }

        heard[(number, head, policy)] = answer;
    }

    /// <summary>Returns the comment that holds an answer. Empty if the answer is too long to store.</summary>
    /// <param name="answer">The answer, and the id of its packet.</param>
    /// <param name="number">The number of the pull request.</param>
    /// <param name="head">The id of the commit that was judged.</param>
    /// <param name="policy">The hash of the policy.</param>
    public string Write((string Id, byte[] Answer) answer, int number, string head, string policy)
    {
        var content = $"{answer.Id}.{Convert.ToBase64String(answer.Answer)}";
        return content.Length > MaximumLength ? "" : $"<!-- harness-architect {content} {SealOf(content, number, head, policy)} -->";
    }

    /// <summary>
    /// Returns the answer to exactly this head by exactly this policy that was heard, or that a summary holds, or <see langword="null"/> without one.
    /// </summary>
    public (string Id, byte[] Answer)? Find(string? summary, int number, string head, string policy)
    {
        if (heard.TryGetValue((number, head, policy), out var known))
        {
            return known;
        }

        foreach (Match kept in Comment().Matches(summary ?? ""))
        {
            var content = $"{kept.Groups["id"].Value}.{kept.Groups["answer"].Value}";
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(kept.Groups["seal"].Value), Encoding.ASCII.GetBytes(SealOf(content, number, head, policy))))
            {
                return (kept.Groups["id"].Value, Convert.FromBase64String(kept.Groups["answer"].Value));
            }
        }

        return null;
    }

    private string SealOf(string content, int number, string head, string policy) => Convert.ToHexStringLower(HMACSHA256.HashData(
        key.Span, Encoding.UTF8.GetBytes(string.Join('\n', "harness-architect 1", repository.ToLowerInvariant(), number.ToString(System.Globalization.CultureInfo.InvariantCulture), head, policy, content))));

    [GeneratedRegex("<!-- harness-architect (?<id>[0-9a-f]{32})\\.(?<answer>[A-Za-z0-9+/]*={0,2}) (?<seal>[0-9a-f]{64}) -->")]
    private static partial Regex Comment();
}
