using Harness.Graphs;
using Harness.Manifests;
using Harness.Placements;
using Harness.Policies;
using Harness.Tests.Policies;
using Harness.Workspaces;
using Xunit;

namespace Harness.Tests.Graphs;

public sealed class QuotientTests
{
    private const string Policy = "version = 1\n[agents.one]\ncrates = [\"a\", \"b\"]\n[agents.two]\ncrates = [\"c\", \"d\"]\n[agents.three]\ncrates = [\"e\"]\n";

    private static readonly BoundPolicy Tree = Bound.To(Policy, "a: b c", "b: c d", "c", "d: e", "e: f", "f: x", "x", "g: a", "y: e");

    private static readonly Quotient<Agent> Owners = Tree.Codebase.Graph.GroupBy(Tree.FindOwner, DependencyKinds.All);

    [Fact]
    public void An_edge_of_groups_holds_every_edge_between_their_packages() =>
        Assert.Equal(
            ["one -> two: a -> c, b -> c, b -> d (3)", "two -> three: d -> e (1)"],
            Owners.Edges.Select(e => $"{e.From} -> {e.To}: {string.Join(", ", e.Edges)} ({e.Lines})"));

    [Fact]
    public void Groups_that_lead_back_to_each_other_are_a_cycle_with_its_cut()
    {
        Assert.Empty(Owners.FindCycles());
        var bound = Bound.To(Policy, "a: c", "b: d", "c", "d: e", "e: f", "f: x", "x: b");
        Assert.Empty(bound.Codebase.Graph.GroupBy(bound.FindOwner, DependencyKinds.All).FindCycles());

        bound = Bound.To(Policy, "a: c", "b: d", "c", "d: e", "e: a");
        var owners = bound.Codebase.Graph.GroupBy(bound.FindOwner, DependencyKinds.All);
        var cycle = Assert.Single(owners.FindCycles());
        Assert.Equal(["one", "two", "three"], cycle.Groups.Select(g => g.Name));
        var cut = Assert.Single(cycle.Cut);
        Assert.Equal(1, cut.Lines);
        Assert.Equal(["two", "three", "one", "two"], owners.FindCycle(owners.Edges.Single(e => e.From.Name == "two")).Select(g => g.Name));
        Assert.Empty(bound.Codebase.Graph.GroupBy(bound.FindOwner, DependencyKinds.Dev).FindCycles());
    }
}
