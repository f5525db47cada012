using System.Text.Json.Nodes;
using Harness.GitHubServer.Git;
using Harness.GitHubServer.State;

namespace Harness.GitHubServer.Answers;

/// <summary>Commits, their files, and refs.</summary>
internal static class CommitAnswers
{
    public static JsonObject Commit(HubState hub, GitCommit commit) => new()
    {
        ["sha"] = commit.Id,
        ["node_id"] = "C_" + commit.Id,
        ["url"] = $"{hub.Api}/commits/{commit.Id}",
        ["html_url"] = $"{hub.Html}/commit/{commit.Id}",
        ["comments_url"] = $"{hub.Api}/commits/{commit.Id}/comments",
        ["commit"] = new JsonObject
        {
            ["url"] = $"{hub.Api}/git/commits/{commit.Id}",
            ["author"] = Person(commit.Author),
            ["committer"] = Person(commit.Committer),
            ["message"] = commit.Message,
            ["tree"] = new JsonObject { ["sha"] = commit.Tree, ["url"] = $"{hub.Api}/git/trees/{commit.Tree}" },
            ["comment_count"] = 0,
            ["verification"] = new JsonObject { ["verified"] = false, ["reason"] = "unsigned", ["signature"] = null, ["payload"] = null, ["verified_at"] = null },
        },
        ["author"] = UserAnswers.Nullable(hub, hub.Users.OfEmail(commit.Author.Email)),
        ["committer"] = UserAnswers.Nullable(hub, hub.Users.OfEmail(commit.Committer.Email)),
        ["parents"] = Shapes.List(commit.Parents, p => new JsonObject { ["sha"] = p, ["url"] = $"{hub.Api}/commits/{p}", ["html_url"] = $"{hub.Html}/commit/{p}" }),
    };

    public static JsonObject File(HubState hub, FileChange file, string commit)
    {
        var answer = new JsonObject
        {
            ["sha"] = file.Blob,
            ["filename"] = file.Path,
            ["status"] = file.Status,
            ["additions"] = file.Additions,
            ["deletions"] = file.Deletions,
            ["changes"] = file.Additions + file.Deletions,
            ["blob_url"] = $"{hub.Html}/blob/{commit}/{Shapes.Escape(file.Path)}",
            ["raw_url"] = $"{hub.Html}/raw/{commit}/{Shapes.Escape(file.Path)}",
            ["contents_url"] = $"{hub.Api}/contents/{Shapes.Escape(file.Path)}?ref={commit}",
        };
        if (file.OldPath is { } old)
        {
            answer["previous_filename"] = old;
        }

        if (file.Patch is { } patch)
        {
            answer["patch"] = patch;
        }

        return answer;
    }

    public static JsonObject Ref(HubState hub, string name, string commit) => new()
    {
        ["ref"] = name,
        ["node_id"] = "REF_" + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(name)),
        ["url"] = $"{hub.Api}/git/{Shapes.Escape(name)}",
        ["object"] = new JsonObject { ["sha"] = commit, ["type"] = "commit", ["url"] = $"{hub.Api}/git/commits/{commit}" },
    };

    private static JsonObject Person(GitPerson person) => new() { ["name"] = person.Name, ["email"] = person.Email, ["date"] = Shapes.Time(person.At) };
}
