using System.Collections.Immutable;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Inference;

/// <summary>Writes the labels of a tree as the policy's selectors, in the shortest form that selects the same.</summary>
internal sealed class SelectorText
{
    private readonly Dictionary<SelectorNode, int> labels;
    private readonly ImmutableArray<Package> packages;
    private readonly HashSet<string> ambiguous;
    private readonly HashSet<SelectorNode> deep = [];
    private readonly Dictionary<SelectorNode, string?> nameGlobs = [];

    private SelectorText(List<(SelectorNode Node, int Color)> labels, ImmutableArray<Package> packages)
    {
        this.labels = labels.ToDictionary(l => l.Node, l => l.Color);
        this.packages = packages;
        ambiguous = packages.GroupBy(p => p.Name, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Returns the selectors of each colour, in the order of the tree.</summary>
    public static ILookup<int, string> Write(List<(SelectorNode Node, int Color)> labels, ImmutableArray<Package> packages)
    {
        var text = new SelectorText(labels, packages);
        return labels.Select(l => (l.Color, Text: text.Of(l.Node))).ToLookup(l => l.Color, l => l.Text);
    }

    /// <summary>Returns the selector of only one package, by name if no other package has the name.</summary>
    public static string OfPackage(Package package, ImmutableArray<Package> packages) =>
        packages.Count(p => p.Name == package.Name) > 1 ? OfDirectory(package.Directory) : package.Name;

    private string Of(SelectorNode node)
    {
        var below = IsBelowDeep(node);
        switch (node.Kind)
        {
            case SelectorNodeKind.Prefix:
                return !(below && HasNested(node)) && NameGlob(node) is { } glob ? glob : DirectoryGlob(node, below);
            case SelectorNodeKind.Package when !below || node.Count == 1:
                return ambiguous.Contains(node.Package!.Name) ? OfDirectory(node.Directory) : node.Package.Name;
            default:
                return node.Directory.IsRoot ? Everything(node) : DirectoryGlob(node, below);
        }
    }

    private string Everything(SelectorNode root)
    {
        deep.Add(root);
        return "**";
    }

    // A glob '/**' also matches packages nested in a package, so a label below it has to reach as deep.
    private bool IsBelowDeep(SelectorNode node)
    {
        for (var at = node.Parent; at is not null; at = at.Parent)
        {
            if (labels.ContainsKey(at))
            {
                return deep.Contains(at);
            }
        }

        return false;
    }

    private static bool HasNested(SelectorNode node) => node.Children.Exists(c => c.Kind != SelectorNodeKind.Package || c.Count > 1);

    private string DirectoryGlob(SelectorNode node, bool below)
    {
        var path = node.Directory.IsRoot ? node.Pattern! : node.Kind == SelectorNodeKind.Prefix ? $"{node.Directory.Value}/{node.Pattern}" : node.Directory.Value;
        if (below || node.Kind == SelectorNodeKind.Package || !node.IsFlat)
        {
            deep.Add(node);
            return Mark(path + "/**");
        }

        return Mark(node.Kind == SelectorNodeKind.Prefix ? path : path + "/*");
    }

    // A name glob takes precedence over every glob of directories, so a label inside must not be one.
    private string? NameGlob(SelectorNode node)
    {
        if (!nameGlobs.TryGetValue(node, out var glob))
        {
            var start = node.Pattern![..^1];
            var matched = packages.Where(p => p.Name.StartsWith(start, StringComparison.Ordinal)).ToHashSet();
            var fits = matched.IsSubsetOf(SelectorTree.PackagesOf(node)) && Inside(node).All(inner => FitsInside(node, inner, matched));
            nameGlobs[node] = glob = fits ? node.Pattern : null;
        }

        return glob;
    }

    private bool FitsInside(SelectorNode node, SelectorNode inner, HashSet<Package> matched) =>
        inner.Kind switch
        {
            SelectorNodeKind.Package => IsNested(node, inner) || matched.Contains(inner.Package!),
            SelectorNodeKind.Prefix => !labels.ContainsKey(inner) || NameGlob(inner) is not null,
            _ => !labels.ContainsKey(inner),
        };

    // A package nested in another follows it if no glob names it.
    private static bool IsNested(SelectorNode node, SelectorNode inner)
    {
        for (var at = inner.Parent!; at != node; at = at.Parent!)
        {
            if (at.Package is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<SelectorNode> Inside(SelectorNode node)
    {
        var todo = new Stack<SelectorNode>(node.Children);
        while (todo.TryPop(out var next))
        {
            yield return next;
            next.Children.ForEach(todo.Push);
        }
    }

    private static string OfDirectory(RepoPath directory) => directory.IsRoot ? "." : directory.Value.Contains('/', StringComparison.Ordinal) ? Mark(directory.Value) : $"./{directory.Value}";

    // At the start of a selector these marks mean something else, and a glob without '/' is one of names.
    private static string Mark(string path) => path[0] is '!' or '@' || !path.Contains('/', StringComparison.Ordinal) ? $"./{path}" : path;
}
