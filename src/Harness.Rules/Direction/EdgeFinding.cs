using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Graphs;
using Harness.Manifests;
using Harness.Text;
using Harness.Workspaces;

namespace Harness.Rules.Direction;

/// <summary>A finding about an edge: its key, its ends' owners, and the lines that explain it, the same for all direction rules.</summary>
internal sealed class EdgeFinding(WorkspaceContext context, Dependency declaration)
{
    /// <summary>The name of the far end, if it is not the declaration's own, as in transitive rules.</summary>
    public string? To { get; init; }

    /// <summary>The violated line of the policy, with its name.</summary>
    public (string Name, Location Location)? Rule { get; init; }

    /// <summary>The edges of the path to the far end, if there is one.</summary>
    public ImmutableArray<DependencyEdge> Path { get; init; } = [];

    /// <summary>The reason that the policy gives.</summary>
    public string? Because { get; init; }

    /// <summary>Makes the diagnostic.</summary>
    public Diagnostic Create(DiagnosticDescriptor descriptor, string message, string help)
    {
        var from = declaration.Owner.Name;
        var to = To ?? declaration.Resolved?.Name ?? declaration.Name;
        return new Diagnostic(descriptor, declaration.Location, message, help, Key(from, to))
        {
            Package = from,
            Edge = new EdgeName(from, to),
            KeyNames = [declaration.Owner.Directory, Far(to)?.Directory],
            Notes = [.. Notes(to)],
            RelatedLocations = [.. Related()],
            Steps = Path.Length < 2 ? [] : [.. Path.Select((edge, at) => Step(edge, at == 0 ? declaration : edge.Declarations[0]))],
        };
    }

    // The package at the far end, or none if that is an external crate.
    private Package? Far(string to) => To is null ? declaration.Resolved : !Path.IsEmpty && Path[^1].To.Name == to ? Path[^1].To : null;

    private ImmutableArray<string> Key(string from, string to)
    {
        if (To is not null)
        {
            return [from, to];
        }

        var key = ImmutableArray.Create(from, to, declaration.Kind.ToText());
        key = declaration.Target is { } target ? key.Add(target) : key;
        return declaration.Rename is { } rename ? key.Add("as " + rename) : key;
    }

    private IEnumerable<DiagnosticNote> Notes(string to)
    {
        if (Rule is { } rule)
        {
            yield return new DiagnosticNote("rule", $"{rule.Name} ({rule.Location})" + (Because is null ? "" : $": {Because}"));
        }

        if (!Path.IsEmpty)
        {
            var names = Path.Select(e => e.From.Name).Append(Path[^1].To.Name);
            yield return new DiagnosticNote("path", string.Join(" -> ", Path[^1].To.Name == to ? names : names.Append(to)));
        }

        var owner = context.Policy.FindOwner(declaration.Owner)?.Name;
        var other = (Path.IsEmpty ? declaration.Resolved : Path[^1].To) is { } far ? context.Policy.FindOwner(far)?.Name : null;
        if (owner is not null && other is not null)
        {
            yield return new DiagnosticNote("owners", owner == other ? owner : $"{owner} -> {other}");
        }
    }

    private IEnumerable<RelatedLocation> Related()
    {
        if (Rule is { } rule)
        {
            yield return new RelatedLocation(rule.Location, $"the policy's {rule.Name}");
        }

        if (declaration.WorkspaceLocation is { } inherited)
        {
            yield return new RelatedLocation(inherited, "inherited from the workspace here");
        }

        if (declaration.OverrideLocation is { } overridden)
        {
            yield return new RelatedLocation(overridden, "overridden here");
        }

        foreach (var edge in Path.Skip(1))
        {
            yield return Step(edge, edge.Declarations[0]);
        }
    }

    private static RelatedLocation Step(DependencyEdge edge, Dependency declaration) =>
        new(declaration.Location, $"'{edge.From.Name}' uses '{edge.To.Name}' here");
}
