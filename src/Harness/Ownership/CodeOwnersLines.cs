using System.Collections.Immutable;
using System.Text;
using Harness.Policies;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Ownership;

/// <summary>The lines of a CODEOWNERS file, the weakest claim first: the last line that matches decides.</summary>
internal sealed class CodeOwnersLines(OwnershipMap map, OwnerNames names)
{
    private readonly StringBuilder text = new(CodeOwnersDraft.FirstLine + "\n");
    private readonly List<CodeOwnersGap> gaps = [];
    private string section = "";

    public IReadOnlyList<CodeOwnersGap> Gaps => gaps;

    public string ToText() => text.ToString();

    public void AddAll()
    {
        var paths = map.Policy.Policy.Agents.SelectMany(a => a.Paths.Select(p => (Glob: p, Agent: a))).ToLookup(p => p.Glob.Text == "**");
        foreach (var (glob, agent) in paths[true])
        {
            Add("the rest", glob, names.Get(agent));
        }

        AddPackages();
        foreach (var (glob, agent) in InOrderOfFit(paths[false]))
        {
            Add("paths of agents", glob, names.Get(agent));
        }

        foreach (var pattern in ProtectedPaths.Patterns)
        {
            Add("protected", pattern, names.OfAdvisors);
        }

        if (map.Policy.Policy.Text.Path is { IsOutside: false } policy && policy.Value != Policy.FileName)
        {
            AddPath("protected", policy, names.OfAdvisors);
        }
    }

    public void AddSingle(string pattern, ImmutableArray<string> owners) => Add("single files, where patterns above meet", pattern, owners);

    private void AddPackages()
    {
        foreach (var path in map.Ground.RootPaths)
        {
            AddPath("packages", path, names.Get(map.Policy.FindOwner(map.Policy.Codebase.FindPackage(RepoPath.Root)!)));
        }

        foreach (var package in map.Policy.Codebase.Packages.Where(p => !p.Directory.IsRoot && !GoesWithTheOneAround(p)))
        {
            AddPath("packages", package.Directory, names.Get(map.Policy.FindOwner(package)));
        }
    }

    private bool GoesWithTheOneAround(Package package) =>
        map.Policy.Codebase.FindPackageAround(package.Directory.Parent) is { Directory.IsRoot: false } around
        && map.Policy.FindOwner(around) == map.Policy.FindOwner(package);

    private static IEnumerable<(PathGlob Glob, T Value)> InOrderOfFit<T>(IEnumerable<(PathGlob Glob, T Value)> globs) =>
        globs.OrderBy(g => Glob.HasWildcard(g.Glob.Text) ? 0 : 1).ThenBy(g => g.Glob.LiteralLength);

    private void Add(string heading, PathGlob glob, ImmutableArray<string> owners)
    {
        var patterns = CodeOwnersSpelling.OfGlob(glob);
        if (patterns.Length == 0)
        {
            gaps.Add(new CodeOwnersGap($"CODEOWNERS cannot say '{glob}': it has no '[', ']' and no white space but blanks.", glob.Location));
        }

        foreach (var pattern in patterns)
        {
            Add(heading, pattern, owners);
        }
    }

    private void AddPath(string heading, RepoPath path, ImmutableArray<string> owners)
    {
        if (CodeOwnersSpelling.OfPath(path) is { } pattern)
        {
            Add(heading, pattern, owners);
        }
        else
        {
            gaps.Add(new CodeOwnersGap($"CODEOWNERS cannot name '{path}': it has no '[', ']' and no white space but blanks.", null));
        }
    }

    // A line without an owner takes the review away that an earlier line asks for.
    private void Add(string heading, string pattern, ImmutableArray<string> owners)
    {
        if (owners.IsEmpty)
        {
            return;
        }

        if (heading != section)
        {
            text.Append('\n').Append("# ").Append(heading).Append('\n');
            section = heading;
        }

        text.AppendJoin(' ', [pattern, .. owners]).Append('\n');
    }
}
