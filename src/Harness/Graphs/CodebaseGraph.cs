using System.Runtime.CompilerServices;
using Harness.Workspaces;

namespace Harness.Graphs;

/// <summary>The dependency graph as a property of a codebase.</summary>
public static class CodebaseGraph
{
    private static readonly ConditionalWeakTable<Codebase, DependencyGraph> Built = [];

    extension(Codebase codebase)
    {
        /// <summary>The dependency graph of the packages. It is built when it is first asked for, and lives as long as the codebase.</summary>
        public DependencyGraph Graph => Built.GetValue(codebase, DependencyGraph.Build);
    }
}
