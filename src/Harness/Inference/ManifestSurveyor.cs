using System.Collections.Immutable;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Inference;

/// <summary>Surveys a tree: the main workspaces first, then what they leave over.</summary>
internal sealed class ManifestSurveyor(SourceTree tree, CancellationToken cancellation)
{
    private const int MostSingleTries = 64;

    private static readonly ImmutableHashSet<string> DataNames = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "fixtures", "fixture", "testdata", "test-data", "test_data", "tests", "test", "ui", "templates", "template", "snapshots", "vendor", "third_party",
        "third-party");

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

        return new ManifestSurvey(codebase, cache, [.. judged], [.. ignored]);
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
            if (tries++ >= MostSingleTries)
            {
                Ignore(next.Value.Value, "one of many workspaces beside the main one, and not tried; move it to 'manifests' to have it judged");
            }
            else if (Load([.. judged, choice]) is { Diagnostics.IsEmpty: true } larger)
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
