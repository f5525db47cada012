using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>
/// A pattern of <c>members</c>, as the Rust crate <c>glob</c> reads it: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[!a-z]</c> inside a name,
/// <c>**</c> as a whole one. Names that begin with a dot are not special.
/// </summary>
internal sealed class MemberGlob
{
    // Links to directories above make as many paths of them as a pattern has names.
    private const int MostBehindLinks = 100_000;

    private readonly List<NamePattern?> names = [];
    private readonly bool requiresDirectory;

    private MemberGlob(bool requiresDirectory) => this.requiresDirectory = requiresDirectory;

    /// <summary>Reads a pattern, or <see langword="null"/> if Cargo refuses it.</summary>
    public static MemberGlob? Parse(string pattern)
    {
        var glob = new MemberGlob(pattern.EndsWith('/'));
        foreach (var segment in pattern.Split('/'))
        {
            if (segment is "" or ".")
            {
                continue;
            }

            // Two recursive names in a row mean one.
            if (segment == "**")
            {
                if (glob.names.Count == 0 || glob.names[^1] is not null)
                {
                    glob.names.Add(null);
                }
            }
            else if (NamePattern.Parse(segment) is { } name)
            {
                glob.names.Add(name);
            }
            else
            {
                return null;
            }
        }

        return glob;
    }

    /// <summary>Returns the matching paths of the tree in Cargo's order, or <see langword="null"/> if there is no end to them.</summary>
    public List<RepoPath>? Expand(SourceTree tree, RepoPath root)
    {
        var found = new List<RepoPath>();
        var seen = new HashSet<(RepoPath, int)>();
        var todo = new Stack<Candidate>();
        var behindLinks = 0;
        Push(tree, todo, root, 0, behindLink: false);
        if (names.Count == 0)
        {
            found.Add(root);
        }

        while (todo.TryPop(out var candidate))
        {
            if (candidate.BehindLink && ++behindLinks > MostBehindLinks)
            {
                return null;
            }

            Visit(tree, todo, found, seen, candidate);
        }

        return found;
    }

    private void Visit(SourceTree tree, Stack<Candidate> todo, List<RepoPath> found, HashSet<(RepoPath, int)> seen, Candidate candidate)
    {
        var (path, index, kind, behindLink) = candidate;
        if (!seen.Add((path, index)))
        {
            return;
        }

        if (names[index] is null)
        {
            var last = index == names.Count - 1;
            if (kind == EntryKind.Directory)
            {
                Push(tree, todo, path, index, behindLink);
            }

            if (last)
            {
                if (kind == EntryKind.Directory)
                {
                    found.Add(path);
                }

                return;
            }

            index++;
        }

        if (names[index] is { } name && (name.Literal == ".." || name.Matches(path.Name)))
        {
            if (index < names.Count - 1)
            {
                Push(tree, todo, path, index + 1, behindLink);
            }
            else if (!requiresDirectory || kind == EntryKind.Directory)
            {
                found.Add(path);
            }
        }
    }

    // The last pushed is the first visited. Below a link only names are followed, no '**': links may form cycles.
    private void Push(SourceTree tree, Stack<Candidate> todo, RepoPath directory, int index, bool behindLink)
    {
        if (index >= names.Count)
        {
            return;
        }

        if (names[index]?.Literal is { } literal)
        {
            var path = directory.Combine(literal);
            if (tree.GetKind(path) is not EntryKind.None and var kind)
            {
                todo.Push(new Candidate(path, index, kind, behindLink));
            }

            return;
        }

        if (names[index] is null && behindLink)
        {
            return;
        }

        var entries = tree.List(directory);
        for (var i = entries.Count - 1; i >= 0; i--)
        {
            var entry = entries[i];
            if (entry.Kind != EntryKind.None && (names[index]?.Matches(entry.Name) ?? true))
            {
                todo.Push(new Candidate(directory.Combine(entry.Name), index, entry.Kind, behindLink || entry.IsLink));
            }
        }
    }

    private readonly record struct Candidate(RepoPath Path, int Index, EntryKind Kind, bool BehindLink);
}
