using System.Collections.Immutable;
using Harness.Analysis;
using Harness.CommandLine.Commands;
using Harness.Reporting.Sinks;
using Harness.Workspaces;

namespace Harness.CommandLine.Ci;

/// <summary>What was judged, and what came out.</summary>
/// <param name="Title">What it is called, or <see langword="null"/> for the tree by itself.</param>
/// <param name="Report">What was found.</param>
internal sealed record CiVerdict(string? Title, CheckReport Report);

/// <summary>Judges what an event is about: each of its changes by itself, or where there is none its tree.</summary>
/// <param name="engine">The engine, with the rules to judge by.</param>
/// <param name="request">What the step was asked for.</param>
/// <param name="today">The date, in UTC, against which exceptions and leases are checked.</param>
internal sealed class CiJudge(AnalysisEngine engine, CiRequest request, DateOnly today)
{
    private readonly ManifestCache cache = new();

    /// <summary>Judges.</summary>
    public ImmutableArray<CiVerdict> Judge(CiSubject subject) => subject.Steps.IsEmpty
        ? [ToVerdict(null, engine.Analyze(subject.Tree, PolicyArgument.ReadInTree(subject.Tree, request.Policy), today, cache))]
        : [.. subject.Steps.Select(s => ToVerdict(s.Title, engine.Analyze(s.Change, OptionsOf(s), cancellation: default)))];

    // A policy elsewhere is the target's, as the one at the top is.
    private ChangeAnalysisOptions OptionsOf(CiStep step) => new()
    {
        Today = today,
        Cache = cache,
        Policy = request.Policy is { } path ? PolicyArgument.ReadInTree(step.Change.Before, path) : null,
    };

    private CiVerdict ToVerdict(string? title, AnalysisResult result) => new(title, CheckOutput.CreateReport(result, enforcement: null, request.FailOn));
}
