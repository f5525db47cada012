using System.Collections.Immutable;
using System.Globalization;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Ownership;
using Harness.Policies;

namespace Harness.Reviews;

/// <summary>The machine evidence for one dimension of a change: findings of rules, and facts for a reviewer to consider.</summary>
/// <param name="Dimension">The dimension.</param>
/// <param name="Findings">The findings that the change brings.</param>
/// <param name="Facts">Facts, one line each. They are never a verdict by themselves.</param>
public sealed record DimensionEvidence(ReviewDimension Dimension, ImmutableArray<Diagnostic> Findings, ImmutableArray<string> Facts)
{
    /// <summary>Returns the evidence of each dimension, in order.</summary>
    /// <param name="result">The result of analysing the change.</param>
    /// <param name="outline">The change by packages.</param>
    public static ImmutableArray<DimensionEvidence> Create(AnalysisResult result, ChangeOutline outline)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(outline);
        var brought = result.Findings.Where(f => result.Comparison?.IsNew(f) != false).ToLookup(f => GetDimension(f.Descriptor));
        return [.. ReviewDimensions.All.Select(d => new DimensionEvidence(d, [.. brought[d]], [.. FactsOf(d, result, outline)]))];
    }

    /// <summary>Returns the dimension of a rule's findings, by its category.</summary>
    /// <param name="descriptor">The rule.</param>
    public static ReviewDimension GetDimension(DiagnosticDescriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        return descriptor.Category switch
        {
            DiagnosticCategory.Direction or DiagnosticCategory.Ownership => ReviewDimension.Boundaries,
            DiagnosticCategory.Source => ReviewDimension.Correctness,
            _ => ReviewDimension.Operability,
        };
    }

    private static IEnumerable<string> FactsOf(ReviewDimension dimension, AnalysisResult result, ChangeOutline outline) => dimension switch
    {
        ReviewDimension.Boundaries => Boundaries(result, outline),
        ReviewDimension.Interface => Interface(outline),
        ReviewDimension.Correctness => Correctness(outline),
        ReviewDimension.Performance => Performance(outline),
        ReviewDimension.Operability => Operability(outline),
        _ => ["no rule looks at panics and errors yet"],
    };

    private static IEnumerable<string> Boundaries(AnalysisResult result, ChangeOutline outline)
    {
        foreach (var crate in outline.Crates)
        {
            yield return $"'{crate.Name}' of {(crate.Owner is { } owner ? $"'{owner}'" : "nobody")}: {Count(crate.Files.Length, "file")}, +{crate.Files.Sum(f => f.Added)} -{crate.Files.Sum(f => f.Removed)} lines";
        }

        foreach (var edge in result.Comparison?.NewEdges ?? [])
        {
            yield return $"new edge '{edge.From.Name}' -> '{edge.To.Name}'";
        }
    }

    private static IEnumerable<string> Interface(ChangeOutline outline) => outline.Crates
        .Where(c => c.Touches(FilePart.Source) && c.Reach > 0)
        .Select(c => $"'{c.Name}' is used by {Count(c.Dependents.Length, "crate")} directly and by {c.Reach.ToString(CultureInfo.InvariantCulture)} in all");

    private static IEnumerable<string> Correctness(ChangeOutline outline) => outline.Crates
        .Where(c => c.AddedTo(FilePart.Source) > 0)
        .Select(c => c.Touches(FilePart.Test)
            ? $"'{c.Name}': {Count(c.AddedTo(FilePart.Source), "line")} added to sources, {Count(c.AddedTo(FilePart.Test), "line")} to tests"
            : $"'{c.Name}': {Count(c.AddedTo(FilePart.Source), "line")} added to sources, and no test that stands by itself changed");

    private static IEnumerable<string> Performance(ChangeOutline outline) => outline.Crates
        .Where(c => c.IsHot || c.Touches(FilePart.Benchmark))
        .Select(c => $"'{c.Name}' {(c.IsHot ? "is hot by the policy" : "is not hot by the policy")}, and {(c.Touches(FilePart.Benchmark) ? "its benchmarks changed" : "no benchmark of it changed")}");

    private static IEnumerable<string> Operability(ChangeOutline outline) =>
    [
        .. outline.AddedDependencies.Select(d => $"new dependency {d}"),
        .. outline.RemovedDependencies.Select(d => $"gone dependency {d}"),
        .. outline.Crates.Where(c => c.Touches(FilePart.BuildScript)).Select(c => $"the build script of '{c.Name}' changed"),
        .. outline.Crates.SelectMany(c => c.Files).Select(f => f.File.Path).Where(p => ProtectedPaths.Find(p, Policies.PolicyFile.Path) is not null).Select(p => $"'{p}' is protected and changed"),
    ];

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
