using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Cli.Commands;
using Harness.Git;
using Harness.Policies;
using Harness.Text;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Cli.Ci;

/// <summary>What was judged, and what came out.</summary>
/// <param name="Title">What it is called; <see langword="null"/> for the tree by itself.</param>
/// <param name="Result">What was found.</param>
internal sealed record CiVerdict(string? Title, AnalysisResult Result);

/// <summary>Judges what an event is about: each of its changes by itself, or where there is none its tree.</summary>
/// <param name="policy">The path of the policy in the repository; <see langword="null"/> for the one at the top.</param>
/// <param name="today">The date in UTC that exceptions and leases are held against.</param>
internal sealed class CiJudge(string? policy, DateOnly today)
{
    private readonly ManifestCache cache = new();

    /// <summary>Judges.</summary>
    public ImmutableArray<CiVerdict> Judge(CiSubject subject) => subject.Steps.IsEmpty
        ? [new CiVerdict(null, CheckCommand.Engine.Analyze(subject.Tree, PolicyOf(subject.Tree), today, cache))]
        : [.. subject.Steps.Select(s => new CiVerdict(s.Title, CheckCommand.Engine.Analyze(s.Change, OptionsOf(s), cancellation: default)))];

    // A policy elsewhere is the target's, as the one at the top is.
    private ChangeAnalysisOptions OptionsOf(CiStep step) => new()
    {
        Today = today,
        Cache = cache,
        Policy = policy is null ? null : ReadNamed(step.Change.Before),
    };

    private SourceText PolicyOf(GitTree tree)
    {
        if (policy is not null)
        {
            return ReadNamed(tree);
        }

        var own = PolicyFile.Read(tree);
        return own.Value ?? throw new CommandException(own.Diagnostics is [var problem, ..]
            ? $"the policy cannot be used: {problem.Message} Cure: {problem.Help}"
            : $"the commit has no '{Policy.FileName}' at its top: 'harness init' writes a first one, --policy names another");
    }

    private SourceText ReadNamed(SourceTree tree)
    {
        var path = RepoPath.Parse(policy!);
        var content = tree.Read(path);
        return content.Status == ReadStatus.Read && tree.ReadLink(path) is null
            ? SourceText.From(path, content.Bytes)
            : throw new CommandException($"the policy '{policy}' is no plain file of the target branch: --policy names a path of the repository");
    }
}
