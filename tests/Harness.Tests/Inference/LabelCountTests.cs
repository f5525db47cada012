using CsCheck;
using Harness.Inference;
using Harness.Trees;
using Harness.Workspaces;
using Xunit;

namespace Harness.Tests.Inference;

public sealed class LabelCountTests
{
    private const int Colors = 3;

    [Fact]
    public void The_count_is_the_least_of_all_ways_to_label() => Small.Sample((workspace, colors) =>
    {
        var (tree, packages) = Build(workspace);
        var count = new LabelCount(tree, Colors, p => colors[packages.IndexOf(p)]);
        Assert.Equal(LeastByTrying(tree, node => colors[packages.IndexOf(node.Package!)]), count.Total);
        Assert.Equal(count.Total, count.Labels().Count);
    }, iter: 200);

    [Fact]
    public void Labels_give_each_package_its_colour() => Small.Sample((workspace, colors) =>
    {
        var (tree, packages) = Build(workspace);
        var labels = new LabelCount(tree, Colors, p => colors[packages.IndexOf(p)]).Labels().ToDictionary(l => l.Node, l => l.Color);
        Assert.All(tree.Nodes.Where(n => n.Package is not null), node => Assert.Equal(colors[packages.IndexOf(node.Package!)], Innermost(node, labels)));
    }, iter: 200);

    [Fact]
    public void Changing_colours_one_by_one_is_counting_anew() => Gen.Select(Small, Gen.Select(Gen.Int[0, 99], Gen.Int[0, Colors - 1]).Array[0, 20]).Sample((small, changes) =>
    {
        var ((tree, packages), colors) = (Build(small.Item1), small.Item2.ToArray());
        var count = new LabelCount(tree, Colors, p => small.Item2[packages.IndexOf(p)]);
        foreach (var (at, color) in changes)
        {
            var package = packages[at % packages.Count];
            colors[at % packages.Count] = color;
            count.Recolor(tree.NodeOf(package), color);
            Assert.Equal(new LabelCount(tree, Colors, p => colors[packages.IndexOf(p)]).Total, count.Total);
        }
    }, iter: 200);

    private static Gen<(InferredWorkspace, int[])> Small { get; } =
        Gen.Select(InferredWorkspace.Any.Where(w => w.Directories.Length <= 7), Gen.Int[0, Colors - 1].Array[7]);

    private static (SelectorTree Tree, List<Package> Packages) Build(InferredWorkspace workspace)
    {
        var packages = Codebase.Load(workspace.ToTree(), new CodebaseOptions(), default).Packages;
        return (SelectorTree.Build(packages, SelectorScope.OfLayers), [.. packages]);
    }

    private static int Innermost(SelectorNode node, Dictionary<SelectorNode, int> labels)
    {
        for (var at = node; at is not null; at = at.Parent)
        {
            if (labels.TryGetValue(at, out var color))
            {
                return color;
            }
        }

        return -1;
    }

    // Every set of labels, smallest first.
    private static int LeastByTrying(SelectorTree tree, Func<SelectorNode, int> colorOf)
    {
        var nameable = tree.Nodes.Where(n => n.CanBeNamed).ToArray();
        for (var size = 1; ; size++)
        {
            if (Reaches(new Dictionary<SelectorNode, int>(), 0, size))
            {
                return size;
            }
        }

        bool Reaches(Dictionary<SelectorNode, int> labels, int from, int left)
        {
            if (left == 0)
            {
                return tree.Nodes.All(n => n.Package is null || Innermost(n, labels) == colorOf(n));
            }

            for (var at = from; at < nameable.Length; at++)
            {
                for (var color = 0; color < Colors; color++)
                {
                    labels[nameable[at]] = color;
                    if (Reaches(labels, at + 1, left - 1))
                    {
                        return true;
                    }
                }

                labels.Remove(nameable[at]);
            }

            return false;
        }
    }
}
