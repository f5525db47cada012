using System.Collections.Immutable;

namespace Harness.Git;

/// <summary>Commits of a host, fetched as data on demand: no more history than is needed, or all of it if that does not suffice.</summary>
/// <param name="remote">The remote to fetch from.</param>
/// <param name="cancellation">Ends every call to the remote early.</param>
public sealed class FetchedCommits(GitRemote remote, CancellationToken cancellation = default) : IDisposable
{
    private readonly FetchedRepository fetched = new(remote);
    private readonly Dictionary<string, CommitId> found = new(StringComparer.Ordinal);
    private GitRepository? opened;

    /// <summary>
    /// The repository with the fetched commits. It is a new object after each fetch, because an open one caches the shallow boundary.
    /// </summary>
    public GitRepository Repository => opened ??= GitRepository.Open(fetched.Path, cancellation);

    /// <summary>Fetches refs or commits.</summary>
    /// <param name="depth">The number of generations, or <see langword="null"/> for all.</param>
    /// <param name="sources">Names of refs, or ids of commits.</param>
    /// <returns>Whether the remote has all of them.</returns>
    /// <exception cref="GitException">The remote does not answer, or refuses.</exception>
    public bool TryFetch(int? depth, params ReadOnlySpan<string> sources)
    {
        opened?.Dispose();
        opened = null;
        found.Clear();
        return fetched.TryFetch(sources.ToArray(), depth, cancellation);
    }

    /// <summary>Fetches refs or commits that must be there.</summary>
    /// <param name="why">The consequence if one does not exist, for the message.</param>
    /// <param name="depth">The number of generations, or <see langword="null"/> for all.</param>
    /// <param name="sources">Names of refs, or ids of commits.</param>
    /// <exception cref="GitException">One is not there, or the remote does not answer.</exception>
    public void Fetch(string why, int? depth, params ReadOnlySpan<string> sources)
    {
        if (!TryFetch(depth, sources))
        {
            throw new GitException(why);
        }
    }

    /// <summary>The commit of something that was fetched.</summary>
    /// <param name="source">The name of the ref, or the id of the commit.</param>
    public CommitId this[string source] => found.TryGetValue(source, out var known) ? known : found[source] = Repository.Resolve(FetchedRepository.RefOf(source));

    /// <summary>The repository that they are in.</summary>
    public FetchedRepository Fetched => fetched;

    /// <summary>Returns the refs of the remote under a prefix.</summary>
    /// <param name="prefix">The beginning of their names.</param>
    public ImmutableArray<(string Name, string Id)> ListRefs(string prefix) => fetched.ListRefs(prefix, cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        opened?.Dispose();
        fetched.Dispose();
    }
}
