namespace Harness.Workspaces;

/// <summary>Parsed manifests by path and content. Safe to share between threads and loads; holds what it was given until it is dropped.</summary>
public sealed class ManifestCache
{
}
