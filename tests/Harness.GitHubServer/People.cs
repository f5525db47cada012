using System.Text.Json.Nodes;
using Harness.GitHubServer.Git;
using Harness.GitHubServer.State;
using Harness.GitHubServer.Work;

namespace Harness.GitHubServer;

/// <summary>What people and other programs do on GitHub, by GitHub's rules but without a token.</summary>
public sealed class People
{
    private readonly HubState hub;

    internal People(HubState hub)
    {
        this.hub = hub;
        Do(() => { });
    }

    /// <summary>Opens a pull request.</summary>
    /// <param name="login">Who opens it.</param>
    /// <param name="head">The branch, after <c>owner:</c> where it is in a fork at <c>ROOT/owner/NAME</c>.</param>
    /// <param name="branch">The branch that it is to be merged into.</param>
    /// <param name="title">The title.</param>
    /// <param name="body">The words below it.</param>
    /// <returns>The number.</returns>
    public int Open(string login, string head, string branch, string title = "A change", string? body = null) =>
        Do(() => PullRequests.Open(hub, hub.Users[login], new(title, body, head, branch, false)).Number);

    /// <summary>Opens an issue.</summary>
    /// <param name="login">Who opens it.</param>
    /// <param name="title">The title.</param>
    /// <returns>The number.</returns>
    public int OpenIssue(string login, string title) => Do(() => hub.Begin(hub.Users[login], title, null).Number);

    /// <summary>Says who pushed what was pushed since the last look, or moved the branch last.</summary>
    /// <param name="login">Who pushed.</param>
    /// <param name="branch">The branch.</param>
    public void Pushed(string login, string branch) => DoAs(login, () =>
    {
        var (name, actor) = ("refs/heads/" + branch, hub.Users[login]);
        var at = hub.Activities.FindLastIndex(a => a.Ref == name);
        if (at < 0)
        {
            throw new ArgumentException($"'{branch}' has never been pushed", nameof(branch));
        }

        hub.Activities[at] = hub.Activities[at] with { Actor = actor };
        foreach (var pull in hub.Pulls.Where(p => p.HeadBranch == branch && p.Head == hub.Home && p.HeadSha == hub.Activities[at].After))
        {
            pull.Pusher = actor;
        }

        return true;
    });

    /// <summary>Lets a branch name a commit of the repository, as a push would.</summary>
    /// <param name="login">Who pushes.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="commit">The commit.</param>
    public void Push(string login, string branch, string commit) => Do(() =>
    {
        hub.Git.SetRef("refs/heads/" + branch, commit);
        Observation.Look(hub, hub.Users[login]);
    });

    /// <summary>Lets a branch of a fork name a commit of this repository or of the fork, as a push would.</summary>
    /// <param name="login">Who pushes.</param>
    /// <param name="owner">The fork's owner.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="commit">The commit; <see langword="null"/> to delete the branch.</param>
    public void PushToFork(string login, string owner, string branch, string? commit) => Do(() =>
    {
        var fork = new GitRepository(hub.RepositoryOf(owner).ForkPath!);
        if (commit is null)
        {
            fork.DeleteRef("refs/heads/" + branch);
        }
        else
        {
            fork.Run("fetch", "-q", "--no-tags", hub.Git.Path, commit);
            fork.SetRef("refs/heads/" + branch, commit);
        }

        Observation.Look(hub, hub.Users[login]);
    });

    /// <summary>Deletes a branch.</summary>
    /// <param name="login">Who deletes it.</param>
    /// <param name="branch">The branch.</param>
    public void Delete(string login, string branch) => Do(() =>
    {
        hub.Git.DeleteRef("refs/heads/" + branch);
        Observation.Look(hub, hub.Users[login]);
    });

    /// <summary>Hides a fork from every token, as a private one is.</summary>
    /// <param name="owner">The fork's owner.</param>
    public void HideFork(string owner) => Do(() => hub.RepositoryOf(owner).IsHidden = true);

    /// <summary>Reviews a pull request.</summary>
    /// <param name="login">Who reviews.</param>
    /// <param name="number">The pull request.</param>
    /// <param name="verdict">The event as GitHub names it: <c>APPROVE</c>, <c>REQUEST_CHANGES</c>, <c>COMMENT</c>.</param>
    /// <param name="body">The words.</param>
    /// <param name="commit">The commit that was looked at, if not the head.</param>
    /// <returns>The review's id.</returns>
    public long Review(string login, int number, string verdict, string body = "", string? commit = null) =>
        Do(() => Reviewing.Submit(hub, Pull(number), hub.Users[login], new(verdict, body, commit, [])).Id);

    /// <summary>Approves a pull request.</summary>
    /// <param name="login">Who approves.</param>
    /// <param name="number">The pull request.</param>
    /// <returns>The review's id.</returns>
    public long Approve(string login, int number) => Review(login, number, "APPROVE");

    /// <summary>Writes a comment below an issue or a pull request.</summary>
    /// <param name="login">Who writes.</param>
    /// <param name="number">The issue or pull request.</param>
    /// <param name="body">The words.</param>
    /// <returns>The comment's id.</returns>
    public long Comment(string login, int number, string body) => Do(() =>
    {
        var conversation = hub.Conversations[number];
        conversation.Comments.Add(new(hub.NextId(), conversation, hub.Users[login], body, hub.Now));
        return conversation.Comments[^1].Id;
    });

    /// <summary>Merges a pull request if GitHub would.</summary>
    /// <param name="login">Who merges.</param>
    /// <param name="number">The pull request.</param>
    /// <param name="method">The way.</param>
    /// <returns>The commit that the base has then.</returns>
    public string Merge(string login, int number, MergeMethod method = MergeMethod.Merge) =>
        Do(() => PullMerging.Merge(hub, Pull(number), hub.Users[login], new(hub.Users[login], method, null, null)));

    /// <summary>Closes a pull request.</summary>
    /// <param name="login">Who closes it.</param>
    /// <param name="number">The pull request.</param>
    public void Close(string login, int number) => Do(() => PullRequests.Close(hub, Pull(number), hub.Users[login]));

    /// <summary>Adds a check run.</summary>
    /// <param name="login">The app's login: <c>github-actions[bot]</c>.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="name">The name.</param>
    /// <param name="conclusion">The conclusion, or <see langword="null"/> where it is still running.</param>
    /// <returns>The run's id.</returns>
    public long Check(string login, string commit, string name, string? conclusion) => Do(() => Checks.Create(hub, hub.Users[login], new()
    {
        ["name"] = name,
        ["head_sha"] = commit,
        ["status"] = conclusion is null ? "in_progress" : "completed",
        ["conclusion"] = conclusion,
    }).Id);

    /// <summary>Adds a status.</summary>
    /// <param name="login">Whose it is.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="context">The name.</param>
    /// <param name="state">The state: <c>success</c>.</param>
    public void Status(string login, string commit, string context, string state) =>
        Do(() => Checks.AddStatus(hub, hub.Users[login], commit, new() { ["context"] = context, ["state"] = state }));

    /// <summary>Writes a branch's protection, in the form of GitHub's request, or takes it away.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="protection">The protection.</param>
    public void Protect(string branch, JsonObject? protection) => Do(() =>
    {
        hub.Protections.Remove(branch);
        if (protection is not null)
        {
            hub.Protections.Add(branch, (JsonObject)protection.DeepClone());
        }
    });

    /// <summary>Adds a ruleset, in the form of GitHub's request.</summary>
    /// <param name="ruleset">The ruleset.</param>
    /// <returns>Its id.</returns>
    public long AddRuleset(JsonObject ruleset)
    {
        ArgumentNullException.ThrowIfNull(ruleset);
        return Do(() =>
        {
            var added = new Ruleset(hub.NextId(), (JsonObject)ruleset.DeepClone(), hub.Now, hub.Now);
            hub.Rulesets.Add(added.Id, added);
            return added.Id;
        });
    }

    private PullRequest Pull(int number) => hub.Conversations[number].Pull ?? throw new ArgumentException($"#{number} is no pull request", nameof(number));

    private void Do(Action act) => Do(() =>
    {
        act();
        return true;
    });

    private T Do<T>(Func<T> act) => DoAs(null, act);

    private T DoAs<T>(string? pusher, Func<T> act)
    {
        lock (hub.Gate)
        {
            Observation.Look(hub, pusher is null ? null : hub.Users[pusher]);
            var result = act();
            Observation.Look(hub);
            PullMerging.MergeWaiting(hub);
            return result;
        }
    }
}
