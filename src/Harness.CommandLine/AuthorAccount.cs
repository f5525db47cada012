using System.Text.RegularExpressions;
using Harness.Git;
using Harness.Inference;

namespace Harness.CommandLine;

/// <summary>Finds the user's account on the host, as far as git's settings have it.</summary>
internal static partial class AuthorAccount
{
    /// <summary>Adds the author to the options of a proposal. Without git or the setting, nothing is added.</summary>
    public static ProposalOptions Complete(ProposalOptions options, string root)
    {
        var (account, isKnown) = Find(root);
        return new ProposalOptions { Agents = options.Agents, Advisors = options.Advisors, Author = account, IsAuthorKnown = isKnown };
    }

    // The host provides the address without a mailbox. For any other, the part before '@' is only a guess.
    private static (string? Account, bool IsKnown) Find(string root)
    {
        try
        {
            using var repository = GitRepository.Open(root);
            var email = repository.FindSetting("user.email") ?? "";
            return NoReply.Match(email) is { Success: true } match ? (match.Groups["login"].Value, true)
                : repository.FindSetting("github.user") is { } user && Login.IsMatch(user) ? (user, true)
                : email.Split('@')[0] is var guess && Login.IsMatch(guess) ? (guess, false)
                : (null, false);
        }
        catch (GitException)
        {
            return (null, false);
        }
    }

    [GeneratedRegex(@"^(?:\d+\+)?(?<login>[A-Za-z0-9][A-Za-z0-9-]{0,38}(?:\[bot\])?)@users\.noreply\.github\.com\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex NoReply { get; }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9-]{0,38}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Login { get; }
}
