using Harness.Diagnostics;
using Harness.Placements;
using Harness.Policies;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.CommandLine;

/// <summary>Reads a tree under its policy for the commands that answer questions about it.</summary>
internal static class PolicyTree
{
    /// <summary>Returns the policy bound to the tree. If the input is incomplete, it reports that and ends the command.</summary>
    /// <param name="root">The absolute path of the tree's top.</param>
    /// <param name="named">The absolute path of the policy, or <see langword="null"/> for the one at the top.</param>
    /// <param name="context">The context, for messages.</param>
    public static BoundPolicy Bind(string root, string? named, CommandContext context)
    {
        var policy = Policy.Parse(PolicyArgument.Read(root, named));
        Demand(policy.Diagnostics, "the policy", context);
        var codebase = Codebase.Load(new DirectoryTree(root), policy.Value.Workspace.ToCodebaseOptions());
        Demand(codebase.Diagnostics, "the workspace", context);
        return codebase.Packages.IsEmpty
            ? throw new CommandException("the workspace has no package; name its manifest in 'manifests' of [workspace]")
            : BoundPolicy.Bind(policy.Value, codebase);
    }

    private static void Demand(IEnumerable<Diagnostic> diagnostics, string what, CommandContext context)
    {
        var failures = diagnostics.Where(d => d.Descriptor.IsInputFailure).ToArray();
        if (failures.Length > 0)
        {
            throw InputFailures.Refuse(failures, $"{what} could not be understood as a whole, so nothing is said of it", context);
        }
    }
}
