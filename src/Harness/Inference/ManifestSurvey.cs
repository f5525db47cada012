using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Inference;

/// <summary>Manifests that a survey chose, and why.</summary>
/// <param name="Pattern">A path or glob of manifests, as the policy writes it.</param>
/// <param name="Reason">Why they are judged, or why not; one line.</param>
public sealed record ManifestChoice(string Pattern, string Reason);

/// <summary>Which manifests of a tree a policy should judge, and which are data.</summary>
public sealed class ManifestSurvey
{
    private ManifestSurvey(Codebase codebase, ImmutableArray<ManifestChoice> judged, ImmutableArray<ManifestChoice> ignored)
    {
        Codebase = codebase;
        Judged = judged;
        Ignored = ignored;
    }

    /// <summary>The codebase of the judged manifests. With diagnostics it is not whole, and no policy can be inferred from it.</summary>
    public Codebase Codebase { get; }

    /// <summary>The manifests judged; empty where the tree has none.</summary>
    public ImmutableArray<ManifestChoice> Judged { get; }

    /// <summary>The manifests that are data.</summary>
    public ImmutableArray<ManifestChoice> Ignored { get; }

    /// <summary>Looks a tree over.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="cancellation">Ends the survey early.</param>
    public static ManifestSurvey Take(SourceTree tree, CancellationToken cancellation = default) => new Surveyor(tree, cancellation).Survey();

    /// <summary>Does the survey: the main workspaces first, then what they leave over.</summary>
    private sealed class Surveyor(SourceTree tree, CancellationToken cancellation)
    {
        private const int MostSingleTries = 64;

        private static readonly ImmutableHashSet<string> DataNames = ImmutableHashSet.Create(
            StringComparer.OrdinalIgnoreCase, "fixtures", "fixture", "testdata", "test-data", "test_data", "tests", "test", "ui", "templates", "template", "snapshots", "vendor", "third_party", "third-party");

        private readonly ManifestCache cache = new();
        private readonly List<ManifestChoice> judged = [];
        private readonly List<ManifestChoice> ignored = [];

        public ManifestSurvey Survey()
        {
            judged.AddRange(MainManifests().Select(path => new ManifestChoice(path, "")));
            var codebase = Load(judged);
            if (codebase.Diagnostics.IsEmpty && judged.Count > 0)
            {
                codebase = Settle(codebase);
            }

            return new ManifestSurvey(codebase, [.. judged], [.. ignored]);
        }

        private Codebase Load(IEnumerable<ManifestChoice> choices) => Codebase.Load(
            tree, new CodebaseOptions { Manifests = [.. choices.Select(c => c.Pattern)], Cache = cache }, cancellation);

        // The one at the top; without it, the outermost ones.
        private List<string> MainManifests()
        {
            if (tree.GetKind(RepoPath.Parse("Cargo.toml")) == EntryKind.File)
            {
                return ["Cargo.toml"];
            }

            var chosen = new List<RepoPath>();
            foreach (var path in Load([]).Manifests.Select(m => m.Path).Where(p => DataDirectory(p) is null).OrderBy(p => p.Value.Count(c => c == '/')))
            {
                if (!chosen.Exists(c => path.IsUnder(c.Parent)))
                {
                    chosen.Add(path);
                }
            }

            return [.. chosen.Order().Select(p => p.Value)];
        }

        private Codebase Settle(Codebase codebase)
        {
            foreach (var path in LeftOver(codebase))
            {
                if (DataDirectory(path) is { } directory)
                {
                    Ignore($"{directory}/**", "looks like data; take it out and name the manifests in 'manifests' to have them judged");
                }
            }

            var tries = 0;
            for (var next = FirstOpen(codebase); next is not null; next = FirstOpen(codebase))
            {
                var choice = new ManifestChoice(next.Value.Value, "a workspace of its own; if it is data, move it to 'ignore'");
                if (tries++ < MostSingleTries && Load([.. judged, choice]) is { Diagnostics.IsEmpty: true } larger)
                {
                    judged.Add(choice);
                    codebase = larger;
                }
                else
                {
                    Ignore(next.Value.Value, "Cargo cannot load it beside the others; mend it, and move it to 'manifests'");
                }
            }

            return codebase;
        }

        private void Ignore(string pattern, string reason)
        {
            if (!ignored.Exists(i => i.Pattern == pattern))
            {
                ignored.Add(new ManifestChoice(pattern, reason));
            }
        }

        private static IEnumerable<RepoPath> LeftOver(Codebase codebase) =>
            codebase.Manifests.Where(m => m.Role is ManifestRole.Orphan or ManifestRole.Excluded).Select(m => m.Path);

        // Outermost first: a workspace's root takes its members along.
        private RepoPath? FirstOpen(Codebase codebase)
        {
            var globs = ignored.Select(i => Glob.TryParse(i.Pattern, out _)).OfType<Glob>().ToArray();
            return LeftOver(codebase).Where(p => !Array.Exists(globs, g => g.Matches(p.Value)))
                .OrderBy(p => p.Value.Count(c => c == '/')).Select(p => (RepoPath?)p).FirstOrDefault();
        }

        private static RepoPath? DataDirectory(RepoPath manifest)
        {
            RepoPath? found = null;
            for (var at = manifest.Parent; !at.IsRoot && !at.IsOutside; at = at.Parent)
            {
                found = DataNames.Contains(at.Name) ? at : found;
            }

            return found;
        }
    }
}
