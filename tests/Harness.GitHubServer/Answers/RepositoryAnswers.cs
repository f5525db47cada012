using System.Text.Json.Nodes;
using Harness.GitHubServer.State;

namespace Harness.GitHubServer.Answers;

/// <summary>The repository and its forks.</summary>
internal static class RepositoryAnswers
{
    // The addresses of a repository: the field, and what follows the repository's own address.
    private static readonly (string Field, string Suffix)[] Addresses =
    [
        ("url", ""), ("archive_url", "/{archive_format}{/ref}"), ("assignees_url", "/assignees{/user}"), ("blobs_url", "/git/blobs{/sha}"),
        ("branches_url", "/branches{/branch}"), ("collaborators_url", "/collaborators{/collaborator}"), ("comments_url", "/comments{/number}"),
        ("commits_url", "/commits{/sha}"), ("compare_url", "/compare/{base}...{head}"), ("contents_url", "/contents/{+path}"),
        ("contributors_url", "/contributors"), ("deployments_url", "/deployments"), ("downloads_url", "/downloads"), ("events_url", "/events"),
        ("forks_url", "/forks"), ("git_commits_url", "/git/commits{/sha}"), ("git_refs_url", "/git/refs{/sha}"), ("git_tags_url", "/git/tags{/sha}"),
        ("hooks_url", "/hooks"), ("issue_comment_url", "/issues/comments{/number}"), ("issue_events_url", "/issues/events{/number}"),
        ("issues_url", "/issues{/number}"), ("keys_url", "/keys{/key_id}"), ("labels_url", "/labels{/name}"), ("languages_url", "/languages"),
        ("merges_url", "/merges"), ("milestones_url", "/milestones{/number}"), ("notifications_url", "/notifications{?since,all,participating}"),
        ("pulls_url", "/pulls{/number}"), ("releases_url", "/releases{/id}"), ("stargazers_url", "/stargazers"), ("statuses_url", "/statuses/{sha}"),
        ("subscribers_url", "/subscribers"), ("subscription_url", "/subscription"), ("tags_url", "/tags"), ("teams_url", "/teams"),
        ("trees_url", "/git/trees{/sha}"),
    ];

    private static readonly string[] Counts =
        ["forks", "forks_count", "stargazers_count", "watchers", "watchers_count", "size"];

    /// <summary>The short form that statuses carry.</summary>
    public static JsonObject Minimal(HubState hub)
    {
        var answer = Identity(hub, hub.Home);
        foreach (var (field, suffix) in Addresses)
        {
            answer[field] = hub.Api + suffix;
        }

        return answer;
    }

    /// <summary>The form that a pull request carries on both sides.</summary>
    public static JsonObject Side(HubState hub, HeadRepository repository)
    {
        var answer = Identity(hub, repository);
        var api = $"{hub.Address}/repos/{repository.FullName}";
        foreach (var (field, suffix) in Addresses)
        {
            answer[field] = api + suffix;
        }

        foreach (var field in Counts)
        {
            answer[field] = 0;
        }

        answer["open_issues"] = hub.Conversations.Values.Count(c => c.IsOpen);
        answer["open_issues_count"] = hub.Conversations.Values.Count(c => c.IsOpen);
        AddClones(hub, answer, repository);
        AddFeatures(answer);
        answer["default_branch"] = hub.DefaultBranch;
        answer["pushed_at"] = Shapes.Time(hub.Activities.Count > 0 ? hub.Activities[^1].At : hub.CreatedAt);
        answer["created_at"] = Shapes.Time(hub.CreatedAt);
        answer["updated_at"] = Shapes.Time(hub.CreatedAt);
        return answer;
    }

    /// <summary>The whole form.</summary>
    public static JsonObject Whole(HubState hub, User? reader)
    {
        var answer = Side(hub, hub.Home);
        var settings = hub.Options.Settings;
        answer["network_count"] = 0;
        answer["subscribers_count"] = 0;
        answer["allow_merge_commit"] = hub.Options.MergeMethods.Contains(MergeMethod.Merge);
        answer["allow_squash_merge"] = hub.Options.MergeMethods.Contains(MergeMethod.Squash);
        answer["allow_rebase_merge"] = hub.Options.MergeMethods.Contains(MergeMethod.Rebase);
        answer["allow_auto_merge"] = settings.HasFlag(RepositorySettings.AutoMerge);
        answer["delete_branch_on_merge"] = settings.HasFlag(RepositorySettings.DeleteBranchOnMerge);
        answer["allow_update_branch"] = false;
        answer["squash_merge_commit_title"] = "COMMIT_OR_PR_TITLE";
        answer["squash_merge_commit_message"] = "COMMIT_MESSAGES";
        answer["merge_commit_title"] = "MERGE_MESSAGE";
        answer["merge_commit_message"] = "PR_TITLE";
        if (reader is not null)
        {
            answer["permissions"] = new JsonObject
            {
                ["admin"] = reader.Account.Role is Role.Admin,
                ["maintain"] = reader.Account.Role is Role.Admin,
                ["push"] = reader.IsWriter,
                ["triage"] = reader.IsWriter,
                ["pull"] = true,
            };
        }

        return answer;
    }

    private static JsonObject Identity(HubState hub, HeadRepository repository) => new()
    {
        ["id"] = repository.Id,
        ["node_id"] = Shapes.NodeId("R", repository.Id),
        ["name"] = repository.FullName.Split('/')[1],
        ["full_name"] = repository.FullName,
        ["private"] = false,
        ["owner"] = UserAnswers.Simple(hub, hub.Users[repository.Owner]),
        ["html_url"] = $"{hub.Address}/{repository.FullName}",
        ["description"] = null,
        ["fork"] = repository != hub.Home,
        ["visibility"] = "public",
    };

    private static void AddClones(HubState hub, JsonObject answer, HeadRepository repository)
    {
        var address = new Uri(repository.ForkPath ?? hub.Git.Path).AbsoluteUri;
        answer["clone_url"] = address;
        answer["git_url"] = address;
        answer["ssh_url"] = address;
        answer["svn_url"] = $"{hub.Address}/{repository.FullName}";
        answer["mirror_url"] = null;
        answer["homepage"] = null;
        answer["language"] = null;
        answer["license"] = null;
    }

    private static void AddFeatures(JsonObject answer)
    {
        foreach (var field in new[] { "has_issues", "has_downloads", "has_projects", "has_pull_requests", "allow_forking" })
        {
            answer[field] = true;
        }

        foreach (var field in new[] { "has_wiki", "has_pages", "has_discussions", "archived", "disabled", "is_template", "web_commit_signoff_required" })
        {
            answer[field] = false;
        }

        answer["topics"] = new JsonArray();
    }
}
