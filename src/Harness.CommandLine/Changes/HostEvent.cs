using System.Collections.Immutable;
using System.Text.Json;
using Harness.Changes;
using Harness.GitHub.Connection;

namespace Harness.CommandLine.Changes;

/// <summary>
/// The contributors of a change in an event of GitHub: the author of the pull request, and the pusher. The sender of a <c>pull_request</c> event has
/// pushed if its action is <c>opened</c>, <c>reopened</c> or <c>synchronize</c>. For any other action (a label, a review), the sender is not a
/// contributor. See "Webhook events and payloads" of GitHub's documentation.
/// </summary>
internal sealed class HostEvent
{
    private static readonly ImmutableArray<string> PushingActions = ["opened", "reopened", "synchronize"];

    private HostEvent(ImmutableArray<IdentityClaim> claims, string? branch) => (Claims, Branch) = (claims, branch);

    /// <summary>The accounts.</summary>
    public ImmutableArray<IdentityClaim> Claims { get; }

    /// <summary>The proposed branch, or <see langword="null"/> if the event names none.</summary>
    public string? Branch { get; }

    /// <summary>Reads an event.</summary>
    /// <param name="path">The absolute path.</param>
    /// <exception cref="CommandException">It is not an event of a pull request or a push.</exception>
    public static HostEvent Read(string path)
    {
        using var document = JsonFile.Read(path, "the event");
        return Parse(document.RootElement, path);
    }

    /// <summary>Reads an event that is parsed already.</summary>
    /// <param name="root">The event.</param>
    /// <param name="path">The absolute path that it comes from, for messages.</param>
    /// <exception cref="CommandException">It is not an event of a pull request or a push.</exception>
    public static HostEvent Parse(JsonElement root, string path)
    {
        if (root.FindText("pull_request", "user", "login") is { } author)
        {
            var claims = ImmutableArray.CreateBuilder<IdentityClaim>();
            claims.Add(new IdentityClaim(IdentityEvidence.Host, author, "the pull request's author"));
            if (PushingActions.Contains(root.FindText("action") ?? "") && root.FindText("sender", "login") is { } pusher)
            {
                claims.Add(new IdentityClaim(IdentityEvidence.Host, pusher, "who pushed"));
            }

            return new HostEvent(claims.ToImmutable(), root.FindText("pull_request", "head", "ref"));
        }

        return root.FindText("ref") is { } name && (root.FindText("sender", "login") ?? root.FindText("pusher", "name")) is { } sender
            ? new HostEvent([new IdentityClaim(IdentityEvidence.Host, sender, "who pushed")], ToBranch(name))
            : throw new CommandException($"the event '{path}' is none of a pull request or a push: it does not say who made the change");
    }

    private static string? ToBranch(string name) => name.StartsWith("refs/heads/", StringComparison.Ordinal) ? name["refs/heads/".Length..] : null;
}
