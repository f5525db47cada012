using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Changes;
using Harness.Diagnostics;
using Harness.Git;
using Harness.Policies;
using Harness.Reporting.History;
using Harness.Text;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.CommandLine.Changes;

/// <summary>
/// Judges the changes that landed on a branch by a later policy. Only rules over trees run, because history does not prove the contributors or
/// approvals of a change.
/// </summary>
internal sealed class HistoryReader
{
    /// <summary>The maximum number of changes to examine.</summary>
    public const int MostChanges = 10_000;

    private readonly AnalysisEngine engine;
    private readonly GitRepository repository;
    private readonly RepositoryPart part;
    private readonly ChangeAnalysisOptions options;
    private readonly RepoPath[] manifests;
    private int olderThanManifests;

    private HistoryReader(AnalysisEngine engine, GitRepository repository, SourceText policy, DateOnly today)
    {
        this.engine = new AnalysisEngine(engine.Rules.WithoutChangeRules());
        this.repository = repository;
        part = new RepositoryPart(repository);
        options = new ChangeAnalysisOptions { Policy = policy, Today = today, Cache = new ManifestCache(), SkipsMissingManifests = true };
        manifests = [.. Policy.Parse(policy).Value.Workspace.Manifests.Where(m => !m.Text.AsSpan().ContainsAny('*', '?')).Select(m => RepoPath.Parse(m.Text))];
    }

    /// <summary>Judges the changes that led to <c>HEAD</c>.</summary>
    /// <exception cref="GitException">The history cannot be read.</exception>
    public static PastReport Read(GitRepository repository, HistoryRequest request, CheckRequest check, AnalysisEngine engine)
    {
        var policy = PolicyArgument.Read(check.Root, check.Policy);
        RefuseBroken(policy);
        var head = repository.Resolve("HEAD");
        var landed = request.Since is { } since
            ? repository.ChangesSince(head, repository.Resolve(since))
            : repository.LastChanges(head, request.Last!.Value);
        var reader = new HistoryReader(engine, repository, policy, check.Today);
        ImmutableArray<PastChange> changes = [.. landed.Take(MostChanges).Select(c => reader.Judge(c).Change)];
        return new PastReport
        {
            Policy = policy.Path.ToString(),
            FailOn = check.FailOn,
            Changes = changes,
            OlderThanManifests = reader.olderThanManifests,
            Incomplete = landed.Length > MostChanges ? $"only the newest {MostChanges} were looked at"
                : repository.IsShallow && (request.Last is null || landed.Length < request.Last) ? "the clone is shallow; 'git fetch --unshallow' brings what landed before"
                : landed.Length < request.Last ? "the branch has no more"
                : null,
        };
    }

    /// <summary>Judges the last changes that led to <c>HEAD</c>, the newest first, each with the paths that it touched.</summary>
    /// <exception cref="GitException">The history cannot be read.</exception>
    public static IEnumerable<(PastChange Change, ChangeSet Files)> ReadLast(AnalysisEngine engine, GitRepository repository, SourceText policy, DateOnly today, int count)
    {
        var reader = new HistoryReader(engine, repository, policy, today);
        return repository.LastChanges(repository.Resolve("HEAD"), count).Select(reader.Judge);
    }

    // Otherwise each of the changes would report it.
    private static void RefuseBroken(SourceText policy)
    {
        var parsed = Policy.Parse(policy);
        if (parsed.Diagnostics.FirstOrDefault(d => d.Descriptor.IsInputFailure) is { } problem)
        {
            throw new CommandException($"the policy cannot be used: {problem.Location}: {problem.Message} Cure: {problem.Help}");
        }
    }

    private (PastChange Change, ChangeSet Files) Judge(LandedChange landed)
    {
        var (before, after) = (part.Select(repository.GetTree(landed.Before)), part.Select(repository.GetTree(landed.After)));
        olderThanManifests += Array.Exists(manifests, m => after.GetKind(m) == EntryKind.None) ? 1 : 0;
        var files = repository.Compare(before, after);
        var result = files.Files.All(SaysNothing) ? null : engine.Analyze(new Change { Before = before, After = after, Files = files, Actor = Actor.Unknown, Consents = [], History = ChangeHistory.None }, options);
        var failed = result is { HasFailed: true };
        var change = new PastChange
        {
            Commit = landed.After.Value,
            Date = landed.Date,
            Author = landed.Author,
            Title = landed.Title,
            Findings = result is null || failed ? [] : [.. result.Findings.Where(f => f.Severity > DiagnosticSeverity.Note && result.Comparison!.IsNew(f))],
            Problem = failed ? result!.Findings.Where(f => f.Descriptor.IsInputFailure).Select(f => $"{f.Location}: {f.Message}").First() : null,
        };
        return (change, files);
    }

    // A modified file that rules do not read. An added or removed file may be a target of a package.
    private static bool SaysNothing(FileChange file) =>
        file is { Before.Exists: true, After.Exists: true } && file.Before.Mode == file.After.Mode && !IsRead(file.Path);

    private static bool IsRead(RepoPath path) =>
        path.Name is "Cargo.toml" or "Cargo.lock" or "CODEOWNERS" or ".gitignore" || path.Name.StartsWith("harness.", StringComparison.Ordinal) || path.Parent.Name == ".cargo";
}
