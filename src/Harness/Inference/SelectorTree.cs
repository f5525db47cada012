using System.Collections.Immutable;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Inference;

/// <summary>Every set of packages that a directory, a common beginning of names or a single name can select, as one tree.</summary>
internal sealed class SelectorTree
{
    private readonly Dictionary<Package, SelectorNode> leaves = [];

    private SelectorTree(ImmutableArray<SelectorNode> nodes)
    {
        Nodes = nodes;
        foreach (var node in nodes.Where(n => n.Package is not null))
        {
            leaves.Add(node.Package!, node);
        }
    }

    /// <summary>The nodes, each after its parent. The first is the root of the repository.</summary>
    public ImmutableArray<SelectorNode> Nodes { get; }

    public SelectorNode Root => Nodes[0];

    public SelectorNode NodeOf(Package package) => leaves[package];

    /// <summary>Returns the tree of some packages.</summary>
    /// <param name="packages">The packages in ordinal order of their directories.</param>
    /// <param name="scope">The sets, apart from single packages, that may be named.</param>
    public static SelectorTree Build(ImmutableArray<Package> packages, SelectorScope scope)
    {
        var root = new SelectorNode { Kind = SelectorNodeKind.Directory, Directory = RepoPath.Root };
        var byDirectory = new Dictionary<RepoPath, SelectorNode> { [RepoPath.Root] = root };
        foreach (var package in packages)
        {
            // Nested packages do not follow the root package, so it is a sibling of the others.
            var node = new SelectorNode { Kind = SelectorNodeKind.Package, Directory = package.Directory, Package = package };
            Attach(byDirectory, node);
        }

        PrefixGrouping.Apply(root);
        return new SelectorTree(Number(root, packages.Length, scope));
    }

    /// <summary>Returns the packages of a node, with those nested in them.</summary>
    public static List<Package> PackagesOf(SelectorNode node)
    {
        var found = new List<Package>();
        var todo = new Stack<SelectorNode>([node]);
        while (todo.TryPop(out var next))
        {
            if (next.Package is { } package)
            {
                found.Add(package);
            }

            next.Children.ForEach(todo.Push);
        }

        found.Sort((a, b) => a.Directory.CompareTo(b.Directory));
        return found;
    }

    // Directories come in ordinal order, so that a package is there before those nested in it.
    private static void Attach(Dictionary<RepoPath, SelectorNode> byDirectory, SelectorNode node)
    {
        var missing = new Stack<SelectorNode>([node]);
        var at = node.Directory;
        while (!at.IsRoot && !at.IsOutside && !byDirectory.ContainsKey(at.Parent))
        {
            at = at.Parent;
            missing.Push(new SelectorNode { Kind = SelectorNodeKind.Directory, Directory = at });
        }

        while (missing.TryPop(out var next))
        {
            var parent = next.Directory.IsOutside || next.Directory.IsRoot ? RepoPath.Root : next.Directory.Parent;
            byDirectory[parent].Adopt(next);
            byDirectory.TryAdd(next.Directory, next);
        }
    }

    private static ImmutableArray<SelectorNode> Number(SelectorNode root, int packages, SelectorScope scope)
    {
        var nodes = new List<SelectorNode>();
        var todo = new Stack<SelectorNode>([root]);
        while (todo.TryPop(out var next))
        {
            nodes.Add(next);
            for (var i = next.Children.Count - 1; i >= 0; i--)
            {
                todo.Push(next.Children[i]);
            }
        }

        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            nodes[i].Close(i, node => scope.Allows(node, packages));
        }

        return [.. nodes];
    }
}

/// <summary>The sets of packages that a selector may name.</summary>
/// <param name="LargestShare">The largest part of all packages that a selector for several may cover, in percent.</param>
/// <param name="Prefixes">A value that indicates whether a common beginning of names may select.</param>
internal sealed record SelectorScope(int LargestShare, PrefixUse Prefixes)
{
    /// <summary>
    /// The scope for layers. A selector must not cover most of the packages. Otherwise no new package would lack a layer, and nobody would decide
    /// where it belongs.
    /// </summary>
    public static SelectorScope OfLayers { get; } = new(40, PrefixUse.Allowed);

    /// <summary>
    /// The scope for agents. Prefixes are not allowed, because whoever adds a package chooses its name. One agent may have the rest.
    /// </summary>
    public static SelectorScope OfAgents { get; } = new(100, PrefixUse.Refused);

    public bool Allows(SelectorNode node, int packages) => node.Kind switch
    {
        SelectorNodeKind.Package => true,
        SelectorNodeKind.Prefix => Prefixes == PrefixUse.Allowed && node.Pattern is not null && IsSmall(node, packages),
        _ => node.Count > 1 && IsSmall(node, packages),
    };

    private bool IsSmall(SelectorNode node, int packages) => node.Count * 100L <= packages * (long)LargestShare;
}

/// <summary>Whether common beginnings of names are used.</summary>
internal enum PrefixUse
{
    Allowed,
    Refused,
}
