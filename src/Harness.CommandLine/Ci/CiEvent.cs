using System.Text.Json;
using Harness.CommandLine.Changes;
using Harness.GitHub.Connection;

namespace Harness.CommandLine.Ci;

/// <summary>An event of the host. See "Webhook events and payloads" and "Events that trigger workflows" of GitHub's documentation.</summary>
internal abstract record CiEvent
{
    private const string Zeros = "0000000000000000000000000000000000000000";
    private const string Heads = "refs/heads/";

    /// <summary>Reads an event.</summary>
    /// <param name="runner">The run.</param>
    /// <exception cref="CommandException">The event does not have the form of its kind.</exception>
    public static CiEvent Read(RunnerEnvironment runner)
    {
        using var document = JsonFile.Read(runner.EventPath, "the event");
        var root = document.RootElement;
        return runner.EventName switch
        {
            "pull_request" or "pull_request_target" or "pull_request_review" => ReadPullRequest(root, runner),
            "merge_group" => ReadMergeGroup(root),
            "push" => ReadPush(root),
            _ => new Other(NeedId(runner.Commit, "GITHUB_SHA"), runner.EventName),
        };
    }

    /// <summary>A pull request was opened, pushed to, or touched otherwise.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="Head">The commit that is proposed.</param>
    /// <param name="Base">The branch that it targets.</param>
    /// <param name="Home">The default branch.</param>
    /// <param name="IsFork">A value that indicates whether the branch is another repository's.</param>
    internal sealed record PullRequest(int Number, string Head, string Base, string Home, bool IsFork) : CiEvent;

    /// <summary>A merge queue asks whether a group of pull requests may merge.</summary>
    /// <param name="Before">The tip of the target.</param>
    /// <param name="After">The tip of the group, which would become the target's tip.</param>
    /// <param name="Target">The branch that it targets.</param>
    /// <param name="Group">The group's own branch. Its name contains the number of its last pull request.</param>
    internal sealed record MergeGroup(string Before, string After, string Target, string Group) : CiEvent;

    /// <summary>A branch has moved.</summary>
    /// <param name="Before">The old commit, or <see langword="null"/> if the branch is new.</param>
    /// <param name="After">The new commit, or <see langword="null"/> if the branch is deleted.</param>
    /// <param name="Branch">The branch.</param>
    /// <param name="Home">The default branch.</param>
    /// <param name="Sender">The account that pushed.</param>
    internal sealed record Push(string? Before, string? After, string Branch, string Home, string Sender) : CiEvent;

    /// <summary>Anything else: only the tree can be judged.</summary>
    /// <param name="Commit">The commit.</param>
    /// <param name="Name">The kind of the event.</param>
    internal sealed record Other(string Commit, string Name) : CiEvent;

    // The host provides the branch. An event without a valid branch does not come from a host.
    private static PullRequest ReadPullRequest(JsonElement root, RunnerEnvironment runner) =>
        NeedRef(root.FindText("pull_request", "head", "ref"), "pull_request.head.ref") is null ? throw Lacks("pull_request.head.ref") : new(
            root.FindNumber("pull_request", "number") is { } number and > 0 ? number : throw Lacks("pull_request.number"),
            NeedId(root.FindText("pull_request", "head", "sha"), "pull_request.head.sha"),
            NeedRef(root.FindText("pull_request", "base", "ref"), "pull_request.base.ref"),
            ReadHome(root),
            !string.Equals(root.FindText("pull_request", "head", "repo", "full_name"), runner.Repository, StringComparison.OrdinalIgnoreCase));

    private static MergeGroup ReadMergeGroup(JsonElement root) => new(
        NeedId(root.FindText("merge_group", "base_sha"), "merge_group.base_sha"),
        NeedId(root.FindText("merge_group", "head_sha"), "merge_group.head_sha"),
        ToBranch(root.FindText("merge_group", "base_ref"), "merge_group.base_ref"),
        ToBranch(root.FindText("merge_group", "head_ref"), "merge_group.head_ref"));

    private static CiEvent ReadPush(JsonElement root)
    {
        var name = NeedRef(root.FindText("ref"), "ref");
        var after = NeedId(root.FindText("after"), "after");
        return !name.StartsWith(Heads, StringComparison.Ordinal) && after != Zeros
            ? new Other(after, "push of " + name)
            : new Push(
                NeedId(root.FindText("before"), "before") is var before && before == Zeros ? null : before,
                after == Zeros ? null : after,
                name.StartsWith(Heads, StringComparison.Ordinal) ? name[Heads.Length..] : name,
                ReadHome(root),
                Need(root.FindText("sender", "login") ?? root.FindText("pusher", "name"), "sender.login"));
    }

    private static string ReadHome(JsonElement root) => NeedRef(root.FindText("repository", "default_branch"), "repository.default_branch");

    private static string ToBranch(string? name, string what) => NeedRef(name, what) is var given && given.StartsWith(Heads, StringComparison.Ordinal) ? given[Heads.Length..] : given;

    private static string NeedId(string? id, string what) =>
        id is { Length: 40 or 64 } && id.All(char.IsAsciiHexDigitLower) ? id : throw Lacks(what);

    // A host does not provide a name that git would take for something else, or for a pattern.
    private static string NeedRef(string? name, string what) =>
        Need(name, what) is var given && given[0] != '-' && !given.Any(c => c is ' ' or ':' or '*' or '?' or '[' or '^' or '~' or '\\') && !given.Contains("..", StringComparison.Ordinal)
            ? given : throw Lacks(what);

    private static string Need(string? text, string what) => text is { Length: > 0 and < 1024 } && !text.Any(char.IsControl) ? text : throw Lacks(what);

    private static CommandException Lacks(string what) => new($"the event has no usable '{what}': is GITHUB_EVENT_PATH the file of this event?");
}
