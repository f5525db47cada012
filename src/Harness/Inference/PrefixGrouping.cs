namespace Harness.Inference;

/// <summary>
/// Groups names with a common prefix in a directory under a separate node: <c>hir-def</c>, <c>hir-ty</c> under <c>hir</c>. A prefix ends at the end
/// of a name, or before a <c>-</c> or <c>_</c>.
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

    // Paths outside the tree, and the root package, have no name here.
    private static bool HasName(SelectorNode node) => !node.Directory.IsRoot && !node.Directory.IsOutside;

    // The number of children that share each prefix. Of prefixes shared by the same children, only the longest is kept.
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

    // "hir-*" if all continue alike, "hir*" if 'hir' itself is one of them and nothing else has the prefix.
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
