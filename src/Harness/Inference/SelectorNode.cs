using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Inference;

/// <summary>The kind of selector that a node would have.</summary>
internal enum SelectorNodeKind
{
    /// <summary>A directory with all below it: <c>crates/net/**</c>.</summary>
    Directory,

    /// <summary>The names with a common prefix in a directory: <c>crates/hir-*</c>.</summary>
    Prefix,

    /// <summary>One package, and those nested in it: <c>hir</c>.</summary>
    Package,
}

/// <summary>
/// A set of packages that one selector can name. The nodes are a tree: of two that hold a package, the inner one decides its place,
/// as the best fit of selectors does.
/// </summary>
internal sealed class SelectorNode
{
    public required SelectorNodeKind Kind { get; init; }

    /// <summary>The directory. For a prefix, the directory that contains the matching names.</summary>
    public required RepoPath Directory { get; init; }

    /// <summary>The prefix of the directories' names, without the separator that follows.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The last segment of a prefix's pattern, <c>hir-*</c>, or <see langword="null"/> if no pattern holds just its set.</summary>
    public string? Pattern { get; init; }

    /// <summary>The package of a package's node.</summary>
    public Package? Package { get; init; }

    /// <summary>The node's place in the tree's order, in which parents are before their children.</summary>
    public int Number { get; private set; }

    public SelectorNode? Parent { get; private set; }

    public List<SelectorNode> Children { get; } = [];

    /// <summary>The packages in it.</summary>
    public int Count { get; private set; }

    /// <summary>A value that indicates whether a selector of it may be written.</summary>
    public bool CanBeNamed { get; private set; }

    /// <summary>A value that indicates whether all its packages are its directory's direct children, or nested in such.</summary>
    public bool IsFlat => Children.TrueForAll(c => c.Kind == SelectorNodeKind.Package || (c.Kind == SelectorNodeKind.Prefix && c.IsFlat));

    /// <summary>Puts a node under this one.</summary>
    public void Adopt(SelectorNode child)
    {
        child.Parent = this;
        Children.Add(child);
    }

    /// <summary>Closes the node once the tree is complete and its children are closed.</summary>
    public void Close(int number, Func<SelectorNode, bool> canBeNamed)
    {
        Number = number;
        Count = Children.Sum(c => c.Count) + (Package is null ? 0 : 1);
        CanBeNamed = canBeNamed(this);
    }
}
