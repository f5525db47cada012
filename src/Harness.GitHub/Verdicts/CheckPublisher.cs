using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.GitHub.Connection;
using Octokit;

namespace Harness.GitHub.Verdicts;

/// <summary>
/// Publishes the check run of an app. Annotations can only be added to a run, fifty in a request. So a run with annotations of another verdict is
/// followed by a new run, and an interrupted one is continued after its last annotation. See "REST API endpoints for check runs".
/// </summary>
internal sealed class CheckPublisher(GitHubSession session, string login)
{
    private const int MostNotes = 50;
    private const int Forbidden = 403;
    private const string Bot = "[bot]";

    /// <summary>Determines whether an account can write check runs: only apps can.</summary>
    public static bool CanWrite(string login) => login.EndsWith(Bot, StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes the check run, or brings it up to date.</summary>
    public async Task PublishAsync(VerdictPost post, CheckPost check, List<string> done)
    {
        try
        {
            await ReconcileAsync(post, check, done);
        }
        catch (GitHubException e) when (e.Status == Forbidden)
        {
            throw new GitHubException($"{e.Message}; a check run needs the token of an app, with 'checks: write'", e) { Status = e.Status };
        }
    }

    private async Task ReconcileAsync(VerdictPost post, CheckPost check, List<string> done)
    {
        var standing = await FindAsync(post.Head, check.Name);
        var isOurs = standing?.ExternalId == post.Fingerprint;
        if (standing is not null && isOurs && IsDone(standing, check))
        {
            return;
        }

        // The host counts the annotations. A run with none has not been written to.
        var written = standing is null ? 0 : (int)standing.Output.AnnotationsCount;
        if (standing is null || (!isOurs && (written > 0 || standing.Status.Value == CheckStatus.Completed)))
        {
            (standing, written) = (await CreateAsync(post, check), 0);
        }

        await FinishAsync(post, check, standing.Id, written);
        done.Add($"checked {post.Head[..12]}: {check.Title}");
    }

    private async Task<CheckRun?> FindAsync(string head, string name)
    {
        var runs = await GitHubSession.AskAsync(
            $"the check '{name}' of {head[..12]}",
            () => session.Client.Check.Run.GetAllForReference(session.Owner, session.Name, head, new CheckRunRequest { CheckName = name }, GitHubSession.Pages));

        // An app's account has its name in URLs. A run of the same name by another app is not ours to change.
        return runs.CheckRuns.Where(r => login.Equals(r.App?.Slug + Bot, StringComparison.OrdinalIgnoreCase)).MaxBy(r => r.Id);
    }

    private Task<CheckRun> CreateAsync(VerdictPost post, CheckPost check) => GitHubSession.AskAsync(
        $"the check '{check.Name}' of {post.Head[..12]}",
        () => session.Client.Check.Run.Create(session.Owner, session.Name, new NewCheckRun(check.Name, post.Head)
        {
            Status = CheckStatus.InProgress,
            ExternalId = post.Fingerprint,
        }));

    private async Task FinishAsync(VerdictPost post, CheckPost check, long id, int written)
    {
        var left = check.Annotations.Skip(written).Chunk(MostNotes).ToArray();
        for (var batch = 0; batch < Math.Max(left.Length, 1); batch++)
        {
            var notes = batch < left.Length ? left[batch] : [];
            var update = ToUpdate(post, check, notes, isLast: batch >= left.Length - 1);
            await GitHubSession.AskAsync($"the check '{check.Name}' of {post.Head[..12]}", () => session.Client.Check.Run.Update(session.Owner, session.Name, id, update));
        }
    }

    private static CheckRunUpdate ToUpdate(VerdictPost post, CheckPost check, CheckAnnotation[] notes, bool isLast)
    {
        var update = new CheckRunUpdate
        {
            ExternalId = post.Fingerprint,
            Output = new NewCheckRunOutput(check.Title, check.Summary) { Annotations = [.. notes.Select(ToAnnotation)] },
        };
        if (isLast && check.Outcome != CheckOutcome.Running)
        {
            update.Status = CheckStatus.Completed;
            update.Conclusion = check.Outcome == CheckOutcome.Success ? CheckConclusion.Success : CheckConclusion.Failure;
        }
        else
        {
            update.Status = CheckStatus.InProgress;
        }

        return update;
    }

    private static bool IsDone(CheckRun run, CheckPost check) => run.Output.AnnotationsCount >= check.Annotations.Length && (check.Outcome == CheckOutcome.Running
        ? run.Status.Value != CheckStatus.Completed && run.Output.Title == check.Title
        : run.Status.Value == CheckStatus.Completed && run.Conclusion?.Value == (check.Outcome == CheckOutcome.Success ? CheckConclusion.Success : CheckConclusion.Failure));

    private static NewCheckRunAnnotation ToAnnotation(CheckAnnotation note) => new(
        note.Path,
        note.Line,
        note.EndLine,
        note.Severity switch
        {
            DiagnosticSeverity.Error => CheckAnnotationLevel.Failure,
            DiagnosticSeverity.Warning => CheckAnnotationLevel.Warning,
            _ => CheckAnnotationLevel.Notice,
        },
        note.Message)
    {
        Title = note.Title,
    };
}
