using System.Collections.Concurrent;
using Harness.Diagnostics;
using Harness.Manifests;
using Harness.Text;
using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>
/// Parsed manifests by path and content. It is safe to share between threads and loads, and keeps its content until it is released.
/// </summary>
public sealed class ManifestCache
{
    private readonly ConcurrentDictionary<(RepoPath Path, CargoChannel Channel), Parsed<CargoManifest>> manifests = new();

    internal Parsed<CargoManifest> GetOrParse(RepoPath path, ReadOnlyMemory<byte> bytes, CargoChannel channel)
    {
        if (manifests.TryGetValue((path, channel), out var known) && known.Value.Text.Bytes.Span.SequenceEqual(bytes.Span))
        {
            return known;
        }

        return manifests[(path, channel)] = CargoManifest.Parse(SourceText.From(path, bytes), channel);
    }
}
