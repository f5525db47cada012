using Harness.Diagnostics;
using Harness.Policies;
using Harness.Reporting;
using Harness.Text;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Cli;

/// <summary>Reads a tree under its policy for the commands that answer questions about it.</summary>
internal static class PolicyTree
{
    /// <summary>The policy bound to the tree. What is not whole is said, and ends the command.</summary>
    /// <param name="root">The absolute path of the tree's top.</param>
    /// <param name="policyText">The policy's text.</param>
    /// <param name="terminal">Where it is said.</param>
    public static BoundPolicy Bind(string root, SourceText policyText, Terminal terminal)
    {
        var policy = Policy.Parse(policyText);
        Refuse(policy.Diagnostics, "the policy", terminal);
        var codebase = Codebase.Load(new DirectoryTree(root), policy.Value.Workspace.ToCodebaseOptions());
        Refuse(codebase.Diagnostics, "the workspace", terminal);
        return codebase.Packages.IsEmpty
            ? throw new CommandException("the workspace has no package; name its manifest in 'manifests' of [workspace]")
            : BoundPolicy.Bind(policy.Value, codebase);
    }

    private static void Refuse(IEnumerable<Diagnostic> diagnostics, string what, Terminal terminal)
    {
        var failures = diagnostics.Where(d => d.Descriptor.IsInputFailure).ToArray();
        if (failures.Length > 0)
        {
            new TextReport(terminal.Error, TextStyle.Plain).WriteFindings(failures);
            throw new CommandException($"{what} could not be understood as a whole, so nothing is said of it");
        }
    }
}
