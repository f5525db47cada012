using Harness.Manifests;
using Harness.Workspaces;

namespace Harness.Reporting.Inquiries;

/// <summary>A declaration of a dependency in one line.</summary>
internal static class DeclarationText
{
    /// <summary><c>crates/a/Cargo.toml:8: normal, optional, for cfg(unix), as 'c', inherited from Cargo.toml:10</c>.</summary>
    public static string Format(Dependency declaration) => $"{declaration.Location}: {string.Join(", ", Parts(declaration))}";

    private static IEnumerable<string> Parts(Dependency declaration)
    {
        yield return declaration.Kind.ToText();
        if (declaration.IsOptional)
        {
            yield return "optional";
        }

        if (declaration.Target is { } target)
        {
            yield return $"for {target}";
        }

        if (declaration.Rename is { } rename)
        {
            yield return $"as '{rename}'";
        }

        if (declaration.WorkspaceLocation is { } inherited)
        {
            yield return $"inherited from {inherited}";
        }

        if (declaration.OverrideLocation is { } overridden)
        {
            yield return $"overridden at {overridden}";
        }

        if (declaration.Resolution == DependencyResolution.Shadowed)
        {
            yield return "taken from elsewhere under the name of a package of the tree";
        }
    }
}
