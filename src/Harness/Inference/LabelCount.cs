namespace Harness.Inference;

/// <summary>
/// The smallest set of selectors that gives each package its colour (a layer, an agent), updated while colours change. A label on a node colours its
/// content, and an inner label takes precedence. So the count of a subtree depends only on the colour that reaches it from outside, and a change of
/// one package affects only the nodes around it.
/// </summary>
internal sealed class LabelCount
{
    // Long, for as many impossible packages as there are may add up.
    private const long Impossible = 1L << 32;

    private const int Nothing = -1;

    private readonly SelectorTree tree;
    private readonly int colors;
    private readonly int[] colorOf;

    // By node and colour: the labels inside if the colour reaches the node's inside, or its outside. The last colour is "none".
    private readonly long[] inside;
    private readonly long[] outside;

    /// <summary>Creates the count for a colouring.</summary>
    /// <param name="tree">The packages' tree.</param>
    /// <param name="colors">The number of colours.</param>
    /// <param name="colorOfPackage">Each package's colour, or the number of colours for a package that no label may reach.</param>
    public LabelCount(SelectorTree tree, int colors, Func<Workspaces.Package, int> colorOfPackage)
    {
        this.tree = tree;
        this.colors = colors;
        colorOf = [.. tree.Nodes.Select(n => n.Package is null ? Nothing : colorOfPackage(n.Package))];
        inside = new long[tree.Nodes.Length * (colors + 1)];
        outside = new long[inside.Length];
        for (var number = tree.Nodes.Length - 1; number >= 0; number--)
        {
            CountFromChildren(number);
        }
    }

    /// <summary>The labels needed.</summary>
    public long Total => inside[colors];

    /// <summary>Changes the colour of a package's node.</summary>
    /// <returns>The number of nodes that were looked at.</returns>
    public int Recolor(SelectorNode node, int color)
    {
        var (row, steps) = (Row(node.Number), 1);
        for (var c = 0; c <= colors; c++)
        {
            inside[row + c] += Cost(color, c) - Cost(colorOf[node.Number], c);
        }

        colorOf[node.Number] = color;
        for (var at = node; at.Parent is { } parent && CarryOutside(at, parent); at = parent)
        {
            steps++;
        }

        return steps;
    }

    /// <summary>Returns the labels: nodes with the colour that their selector gives.</summary>
    public List<(SelectorNode Node, int Color)> Labels()
    {
        var labels = new List<(SelectorNode, int)>();
        var todo = new Stack<(SelectorNode Node, int Reaching)>([(tree.Root, colors)]);
        if (BestOf(tree.Root.Number) is var (color, count) && tree.Root.CanBeNamed && count + 1 <= Total)
        {
            labels.Add((tree.Root, color));
            todo = new([(tree.Root, color)]);
        }

        while (todo.TryPop(out var next))
        {
            foreach (var child in next.Node.Children)
            {
                var (best, labelled) = BestOf(child.Number);
                if (child.CanBeNamed && labelled + 1 < inside[Row(child.Number) + next.Reaching])
                {
                    labels.Add((child, best));
                    todo.Push((child, best));
                }
                else
                {
                    todo.Push((child, next.Reaching));
                }
            }
        }

        labels.Sort((a, b) => a.Item1.Number.CompareTo(b.Item1.Number));
        return labels;
    }

    private int Row(int number) => number * (colors + 1);

    private static long Cost(int own, int reaching) => own == Nothing || own == reaching ? 0 : Impossible;

    private void CountFromChildren(int number)
    {
        var row = Row(number);
        for (var c = 0; c <= colors; c++)
        {
            inside[row + c] = Cost(colorOf[number], c);
            foreach (var child in tree.Nodes[number].Children)
            {
                inside[row + c] += outside[Row(child.Number) + c];
            }
        }

        var labelled = Labelled(number);
        for (var c = 0; c <= colors; c++)
        {
            outside[row + c] = Math.Min(inside[row + c], labelled);
        }
    }

    // Whether anything changed for the parent.
    private bool CarryOutside(SelectorNode node, SelectorNode parent)
    {
        var (row, above, changed) = (Row(node.Number), Row(parent.Number), false);
        var labelled = Labelled(node.Number);
        for (var c = 0; c <= colors; c++)
        {
            var now = Math.Min(inside[row + c], labelled);
            if (now != outside[row + c])
            {
                inside[above + c] += now - outside[row + c];
                outside[row + c] = now;
                changed = true;
            }
        }

        return changed;
    }

    private long Labelled(int number) => tree.Nodes[number].CanBeNamed ? BestOf(number).Count + 1 : Impossible;

    private (int Color, long Count) BestOf(int number)
    {
        var (row, best) = (Row(number), 0);
        for (var c = 1; c < colors; c++)
        {
            best = inside[row + c] < inside[row + best] ? c : best;
        }

        return (best, inside[row + best]);
    }
}
