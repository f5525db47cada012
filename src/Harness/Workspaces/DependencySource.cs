namespace Harness.Workspaces;

/// <summary>The source of a dependency without a path: a registry or a git repository.</summary>
/// <param name="Printed">The source as Cargo prints it: <c>registry+…</c>, <c>git+…</c>.</param>
/// <param name="PatchKey">The key for <c>[patch]</c>: the canonical URL, or the name of a registry that the tree does not define.</param>
/// <param name="Url">The key for <c>[replace]</c>: the URL as it is written.</param>
internal sealed record DependencySource(string Printed, string PatchKey, string Url);
