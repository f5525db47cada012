using Harness.Trees;

namespace Harness.Workspaces;

public sealed partial class Codebase
{
    /// <summary>Loads.</summary>
    /// <param name="tree">t.</param>
    /// <param name="options">o.</param>
    /// <param name="cancellation">c.</param>
    public static Codebase Load(SourceTree tree, CodebaseOptions options, CancellationToken cancellation) => new(tree, [], [], [], []);
}
