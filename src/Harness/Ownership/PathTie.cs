using System.Collections.Immutable;
using Harness.Placements;
using Harness.Policies;
using Harness.Trees;

namespace Harness.Ownership;

/// <summary>One of the patterns that fit a path equally well.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Pattern">The entry of its <c>paths</c>.</param>
public sealed record PathTieEnd(Agent Agent, PathGlob Pattern);

/// <summary>Patterns of several agents that match equally well, so that none of the agents owns the matching paths.</summary>
/// <param name="Ends">The patterns, in the order of the policy.</param>
/// <param name="Example">The first file of the tree that they match, or <see langword="null"/> if the tree has none.</param>
public sealed record PathTie(ImmutableArray<PathTieEnd> Ends, RepoPath? Example);

/// <summary>Finds ties: the same pattern twice, and patterns that meet in a file.</summary>
internal static class PathTieFinder
{
    public static ImmutableArray<PathTie> Find(BoundPolicy policy, PathGlobIndex<Agent> paths, CancellationToken cancellation)
    {
        var agents = policy.Policy.Agents.Where(a => !a.Paths.IsEmpty).ToArray();
        if (agents.Length < 2)
        {
            return [];
        }

        var found = new Dictionary<string, PathTie>(StringComparer.Ordinal);
        foreach (var same in agents.SelectMany(a => a.Paths.Select(p => new PathTieEnd(a, p))).GroupBy(e => e.Pattern.Text, StringComparer.Ordinal))
        {
            Add(found, [.. same], null);
        }

        foreach (var path in TreeWalk.Files(policy.Codebase.Tree, cancellation))
        {
            var claims = paths.FindBest(path.Value);
            if (claims.Length > 1)
            {
                Add(found, [.. claims.Select(c => new PathTieEnd(c.Value, c.Glob))], path);
            }
        }

        return [.. found.Values.OrderBy(t => t.Ends[0].Pattern.Location.Span.Start).ThenBy(t => t.Ends[^1].Pattern.Location.Span.Start)];
    }

    // The walk has no defined order, so the first path by name is the example.
    private static void Add(Dictionary<string, PathTie> found, ImmutableArray<PathTieEnd> ends, RepoPath? example)
    {
        if (ends.All(e => e.Agent == ends[0].Agent))
        {
            return;
        }

        var key = string.Join('\n', ends.Select(e => e.Pattern.Location.Span.Start));
        if (!found.TryGetValue(key, out var known) || (example is { } path && (known.Example is not { } other || path < other)))
        {
            found[key] = new PathTie(ends, example);
        }
    }
}
