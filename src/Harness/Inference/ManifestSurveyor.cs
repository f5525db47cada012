using System.Collections.Immutable;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Inference;

/// <summary>Surveys a tree: first the main workspaces, then the remaining manifests.</summary>
internal sealed class ManifestSurveyor(SourceTree tree, CancellationToken cancellation)
{
    private const int MostTries = 128;
    private const string Beside = "a workspace of its own; if it is data, move it to 'ignore'";
    private const string Refused = "Cargo cannot load it beside the others; fix it, and move it to 'manifests'";
    private const string Untried = "one of many workspaces beside the main one, and not tried; move it to 'manifests' to have it judged";
    private const string Copied = "a copy from a registry, as 'cargo vendor' writes it";
    private const string Data = "looks like data; take it out and name the manifests in 'manifests' to have them judged";
    private const string DataMember = "looks like data beside a package that is judged; move it to 'manifests' to have it judged";

    private static readonly ImmutableHashSet<string> DataNames = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "fixtures", "testdata");

    private readonly ManifestCache cache = new();
    private readonly List<ManifestChoice> judged = [];
    private readonly List<ManifestChoice> ignored = [];
    private readonly HashSet<RepoPath> settled = [];
    private Codebase codebase = null!;
    private int tries;

    public ManifestSurvey Survey()
    {
        var top = RepoPath.Parse("Cargo.toml");
        if (tree.GetKind(top) == EntryKind.File)
        {
            judged.Add(new ManifestChoice(top.Value, ""));
            codebase = Load(judged);
            if (!codebase.Diagnostics.IsEmpty)
            {
                return Result();
            }
        }
        else
        {
            codebase = Load([]);
        }

        IgnoreCopies();
        SettleAll();
        if (judged.Count == 0 && Failing() is { Length: > 0 } failing)
        {
            // Nothing can be read, so the errors of the first manifests explain the failure.
            judged.AddRange(failing);
            codebase = Load(judged);
            return Result();
        }

        IgnoreData();
        Generalise();
        return Result();
    }

    private ManifestSurvey Result() => new(codebase, cache, [.. judged], [.. ignored]);

    private Codebase Load(IEnumerable<ManifestChoice> choices) => Codebase.Load(
        tree, new CodebaseOptions { Manifests = [.. choices.Select(c => c.Pattern)], Cache = cache }, cancellation);

    private ManifestChoice[] Failing() => [.. ignored.Where(i => i.Reason is Refused).Select(i => i with { Reason = "" }).Take(8)];

    private IEnumerable<RepoPath> LeftOver() =>
        codebase.Manifests.Where(m => m.Role is ManifestRole.Orphan or ManifestRole.Excluded).Select(m => m.Path).Where(p => !settled.Contains(p));

    // Outermost first: a workspace's root takes its members along.
    private void SettleAll()
    {
        while (true)
        {
            var open = LeftOver().Where(p => DataDirectory(p) is null).ToArray();
            var around = open.Select(p => p.Parent).ToHashSet();
            RepoPath[] outermost = [.. open.Where(p => !IsBelow(p, around))];
            if (outermost.Length == 0)
            {
                return;
            }

            Try(outermost);
        }
    }

    private static bool IsBelow(RepoPath manifest, HashSet<RepoPath> directories)
    {
        for (var at = manifest.Parent; !at.IsRoot; at = at.Parent)
        {
            if (directories.Contains(at.Parent))
            {
                return true;
            }
        }

        return false;
    }

    // All at once and, if that fails, by halves, because only a few manifests cannot be read.
    private void Try(ReadOnlySpan<RepoPath> manifests)
    {
        var main = judged.Count == 0 || judged[0].Reason.Length == 0 && judged[0].Pattern != "Cargo.toml";
        var choices = manifests.ToArray().Select(p => new ManifestChoice(p.Value, main ? "" : Beside)).ToArray();
        if (tries++ >= MostTries)
        {
            Settle(manifests, Untried);
        }
        else if (Load([.. judged, .. choices]) is { Diagnostics.IsEmpty: true } larger)
        {
            judged.AddRange(choices);
            settled.UnionWith(manifests.ToArray());
            codebase = larger;
        }
        else if (manifests.Length == 1)
        {
            Settle(manifests, Refused);
        }
        else
        {
            Try(manifests[..(manifests.Length / 2)]);
            Try(manifests[(manifests.Length / 2)..]);
        }
    }

    private void Settle(ReadOnlySpan<RepoPath> manifests, string reason)
    {
        foreach (var path in manifests)
        {
            settled.Add(path);
            ignored.Add(new ManifestChoice(path.Value, reason));
        }
    }

    private void IgnoreCopies() => Settle([.. LeftOver().Where(p => tree.GetKind(p.Parent.Combine(".cargo-checksum.json")) == EntryKind.File)], Copied);

    // A directory of data is ignored as a whole only if it contains no judged package.
    private void IgnoreData()
    {
        var packages = codebase.Packages.Select(p => p.Directory).ToArray();
        foreach (var group in LeftOver().GroupBy(p => DataDirectory(p)!.Value).ToArray())
        {
            if (Array.Exists(packages, p => p == group.Key || p.IsUnder(group.Key)))
            {
                Settle([.. group], DataMember);
            }
            else
            {
                ignored.Add(new ManifestChoice($"{group.Key}/**", Data));
            }
        }
    }

    // Patterns in place of lists: an old tree need not have each of them, and a later one is judged too.
    private void Generalise()
    {
        var lists = judged.Where(j => j.Pattern != "Cargo.toml" && j.Pattern.Contains('/', StringComparison.Ordinal)).ToArray();
        var general = judged.ToList();
        foreach (var pattern in ManifestPatterns.Find([.. lists.Select(l => l.Pattern)]))
        {
            var glob = Glob.TryParse(pattern, out _)!;
            var taken = general.Where(g => !Glob.HasWildcard(g.Pattern) && g.Pattern != "Cargo.toml" && glob.Matches(g.Pattern)).ToArray();
            if (taken.Length > 1 && !ignored.Exists(i => Meets(glob, pattern, i.Pattern)))
            {
                general[general.IndexOf(taken[0])] = taken[0] with { Pattern = pattern };
                general.RemoveAll(g => Array.IndexOf(taken, g) > 0);
            }
        }

        if (general.Count < judged.Count && Load(general) is { Diagnostics.IsEmpty: true } same && same.Packages.Length == codebase.Packages.Length)
        {
            judged.Clear();
            judged.AddRange(general);
            codebase = same;
        }
    }

    private static bool Meets(Glob glob, string pattern, string ignoredPattern) =>
        Glob.HasWildcard(ignoredPattern) ? GlobMeet.Intersect(pattern, ignoredPattern) is not { Count: 0 } : glob.Matches(ignoredPattern);

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
