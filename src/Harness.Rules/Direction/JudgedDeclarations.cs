using Harness.Graphs;
using Harness.Manifests;
using Harness.Workspaces;

namespace Harness.Rules.Direction;

/// <summary>The declarations that a rule judges.</summary>
internal static class JudgedDeclarations
{
    /// <summary>The kinds that Cargo builds a package from: a cycle of these it refuses.</summary>
    public const DependencyKinds Built = DependencyKinds.Normal | DependencyKinds.Build;

    /// <summary>Returns the declarations of an edge that are of some kinds.</summary>
    public static IEnumerable<Dependency> DeclarationsOf(this DependencyEdge edge, DependencyKinds kinds) =>
        edge.Declarations.Where(d => kinds.Includes(d.Kind));

    /// <summary>Returns the dependencies of a package on external crates, of some kinds.</summary>
    public static IEnumerable<Dependency> ExternalsOf(this Package package, DependencyKinds kinds) =>
        package.Dependencies.Where(d => d.Resolved is null && kinds.Includes(d.Kind));
}
