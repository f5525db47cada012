namespace Harness.Workspaces;

/// <summary>Where a dependency without a path comes from: a registry or a git repository.</summary>
/// <param name="Printed">The source as Cargo prints it: <c>registry+…</c>, <c>git+…</c>.</param>
/// <param name="PatchKey">What <c>[patch]</c> goes by: the canonical URL, or the name of a registry that the tree does not define.</param>
/// <param name="Url">What <c>[replace]</c> goes by: the URL as it stands.</param>
internal sealed record DependencySource(string Printed, string PatchKey, string Url);
