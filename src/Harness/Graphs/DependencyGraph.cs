namespace Harness.Graphs;

/// <summary>Who uses whom among the packages of a codebase: flat sorted edge arrays in both directions.</summary>
public sealed partial class DependencyGraph
{
}
