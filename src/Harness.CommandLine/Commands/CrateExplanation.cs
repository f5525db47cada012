using System.Globalization;
using Harness.Reporting.Inquiries;

namespace Harness.CommandLine.Commands;

/// <summary>The output of <c>harness explain</c> for a package: its placement, with the lines that decide it.</summary>
internal static class CrateExplanation
{
    /// <summary>Returns the placement of a package of a tree. Fails for an unknown name.</summary>
    /// <param name="name">The package's name or directory.</param>
    /// <param name="root">The absolute path of the tree's top.</param>
    /// <param name="policyPath">The absolute path of the policy, or <see langword="null"/> for the one at the top.</param>
    /// <param name="context">The context, for messages.</param>
    public static string Create(string name, string root, string? policyPath, CommandContext context)
    {
        var policy = PolicyTree.Bind(root, policyPath, context);
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        PlacementText.Write(new CrateFinder(policy.Codebase).GetPackage(name), policy, text);
        return text.ToString();
    }
}
