namespace Harness.Graphs;

/// <summary>The direction in which a query follows dependencies.</summary>
public enum DependencyDirection
{
    /// <summary>From a package to the packages that it depends on.</summary>
    Forward,

    /// <summary>From a package to the packages that depend on it.</summary>
    Reverse,
}
