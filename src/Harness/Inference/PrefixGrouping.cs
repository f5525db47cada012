namespace Harness.Inference;

/// <summary>
/// Puts what begins alike in a directory under a node of its own: <c>hir-def</c>, <c>hir-ty</c> under <c>hir</c>. A beginning ends where
/// a name ends, or before a <c>-</c> or <c>_</c>.
/// </summary>
internal static class PrefixGrouping
{
    public static void Apply(SelectorNode root)
    {
        var todo = new Stack<SelectorNode>([root]);
        while (todo.TryPop(out var directory))
        {
            directory.Children.ForEach(todo.Push);
            Group(directory);
        }
    }

    private static void Group(SelectorNode directory)
    {
        var named = directory.Children.Where(HasName).ToArray();
        var prefixes = FindPrefixes(named);
        var nodes = prefixes.Keys.Order(StringComparer.Ordinal).ToDictionary(
            p => p,
            p => new SelectorNode { Kind = SelectorNodeKind.Prefix, Directory = directory.Directory, Prefix = p, Pattern = PatternOf(p, named) },
            StringComparer.Ordinal);
        if (nodes.Count == 0)
        {
            return;
        }

        var children = directory.Children.ToArray();
        directory.Children.Clear();
        foreach (var (prefix, node) in nodes)
        {
            (Innermost(Beginnings(prefix).SkipLast(1), nodes) ?? directory).Adopt(node);
        }

        foreach (var child in children)
        {
            (Innermost(HasName(child) ? Beginnings(child.Directory.Name) : [], nodes) ?? directory).Adopt(child);
        }
    }

    // What lies outside of the tree, and the root package, have no name of a child here.
    private static bool HasName(SelectorNode node) => !node.Directory.IsRoot && !node.Directory.IsOutside;

    // With how many children each is shared; of beginnings shared by the same children only the longest.
    private static Dictionary<string, int> FindPrefixes(SelectorNode[] children)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var prefix in children.SelectMany(c => Beginnings(c.Directory.Name)))
        {
            counts[prefix] = counts.GetValueOrDefault(prefix) + 1;
        }

        var shared = counts.Where(p => p.Value > 1 && p.Value < children.Length).ToDictionary(StringComparer.Ordinal);
        foreach (var longer in shared.Keys.ToArray())
        {
            foreach (var shorter in Beginnings(longer).Where(b => b.Length < longer.Length && shared.GetValueOrDefault(b) == counts[longer]))
            {
                shared.Remove(shorter);
            }
        }

        return shared;
    }

    private static IEnumerable<string> Beginnings(string name)
    {
        for (var end = 1; end <= name.Length; end++)
        {
            if (end == name.Length || (name[end] is '-' or '_' && name[end - 1] is not ('-' or '_')))
            {
                yield return name[..end];
            }
        }
    }

    private static SelectorNode? Innermost(IEnumerable<string> beginnings, Dictionary<string, SelectorNode> nodes) =>
        beginnings.Reverse().Select(nodes.GetValueOrDefault).FirstOrDefault(n => n is not null);

    // "hir-*" where all go on alike, "hir*" where 'hir' itself is one of them and nothing else begins so.
    private static string? PatternOf(string prefix, SelectorNode[] children)
    {
        var names = children.Select(c => c.Directory.Name).Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).ToArray();
        var own = names.Where(n => n.Length == prefix.Length || n[prefix.Length] is '-' or '_').ToArray();
        var marks = own.Select(n => n.Length == prefix.Length ? ' ' : n[prefix.Length]).Distinct().ToArray();
        return prefix.AsSpan().ContainsAny('*', '?') ? null
            : marks is [var mark] && mark != ' ' ? $"{prefix}{mark}*"
            : own.Length == names.Length ? prefix + "*"
            : null;
    }
}
