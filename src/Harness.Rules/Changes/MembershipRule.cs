using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Text;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Rules.Changes;

/// <summary>HRN3013: a change moves another agent's package into or out of a workspace, without touching the package.</summary>
internal sealed class MembershipRule : ChangeRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "HRN3013", "foreign-membership", "A change adds another agent's package to a workspace, or removes it", DiagnosticCategory.Ownership, DiagnosticSeverity.Error)
    {
        IsConfigurable = false,
        IsScopable = false,
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(ChangeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.Rights.IsJudged)
        {
            yield break;
        }

        var before = Standings(context.Before.Codebase);
        foreach (var (path, now) in Standings(context.After.Codebase))
        {
            if (before.TryGetValue(path, out var old) && old != now && !context.Rights.MayMove(path))
            {
                var owned = context.Rights.Before.GetOwnership(path);
                yield return new Diagnostic(
                    Descriptor,
                    PlaceOf(context, path),
                    $"'{path}' was {old} and is {now}, and {(owned.Owner is { } owner ? $"'{owner}' owns it" : "nobody owns it")}.",
                    $"{PathFinding.Consent(context, owned.Owner is { } missing ? [missing] : owned.Claimants)}; or leave 'members', 'exclude' and what leads to the package as they are",
                    path.Value,
                    now)
                {
                    Notes = [new DiagnosticNote("owner", owned.Phrase)],
                };
            }
        }
    }

    // The finding is at the changed root manifest around the package, if there is one.
    private static Location PlaceOf(ChangeContext context, RepoPath manifest)
    {
        for (var at = manifest.Parent; ; at = at.Parent)
        {
            if (context.Change.Files.Find(at.Combine("Cargo.toml")) is { } changed)
            {
                return PathFinding.PlaceOf(context, changed);
            }

            if (at.IsRoot)
            {
                return Location.OfFile(manifest);
            }
        }
    }

    private static SortedDictionary<RepoPath, string> Standings(Codebase codebase)
    {
        var standings = new SortedDictionary<RepoPath, string>();
        foreach (var entry in codebase.Manifests)
        {
            standings[entry.Path] = entry.Role switch
            {
                ManifestRole.WorkspaceRoot => "the root of a workspace",
                ManifestRole.Member => codebase.FindPackage(entry.Path.Parent)?.Workspace is { } workspace ? $"a member of the workspace '{workspace.ManifestPath}'" : "a package by itself",
                ManifestRole.PathDependency => "reached by path only",
                ManifestRole.Excluded => "excluded",
                ManifestRole.Ignored => "ignored by the policy",
                _ => "judged by nothing",
            };
        }

        return standings;
    }
}
