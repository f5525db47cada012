using System.Collections.Immutable;
using Harness.Analysis;
using Harness.CommandLine.Commands;
using Harness.Reporting.Sinks;
using Harness.Workspaces;

namespace Harness.CommandLine.Ci;

/// <summary>A judged subject with its report.</summary>
/// <param name="Title">The name of the subject, or <see langword="null"/> for a single tree.</param>
/// <param name="Report">The report.</param>
internal sealed record CiVerdict(string? Title, CheckReport Report);

/// <summary>Judges the subject of an event: each of its changes separately, or its tree if there are none.</summary>
/// <param name="engine">The engine, with the rules to judge by.</param>
/// <param name="request">The options of the step.</param>
/// <param name="today">The date, in UTC, against which exceptions and leases are checked.</param>
internal sealed class CiJudge(AnalysisEngine engine, CiRequest request, DateOnly today)
{
    private readonly ManifestCache cache = new();

    /// <summary>Judges.</summary>
    public ImmutableArray<CiVerdict> Judge(CiSubject subject) => subject.Steps.IsEmpty
        ? [ToVerdict(null, engine.Analyze(subject.Tree, PolicyArgument.ReadInTree(subject.Tree, request.Policy), today, cache))]
        : [.. subject.Steps.Select(s => ToVerdict(s.Title, engine.Analyze(s.Change, OptionsOf(s), cancellation: default)))];

    // A policy at another path also comes from the target.
    private ChangeAnalysisOptions OptionsOf(CiStep step) => new()
    {
        Today = today,
        Cache = cache,
        Policy = request.Policy is { } path ? PolicyArgument.ReadInTree(step.Change.Before, path) : null,
    };

    private CiVerdict ToVerdict(string? title, AnalysisResult result) => new(title, CheckOutput.CreateReport(result, enforcement: null, request.FailOn));
}
