using Harness.Git;

namespace Harness.Cli.Ci;

/// <summary>The commits that an event is about, fetched as data: no more history than is needed, and all of it where that does not do.</summary>
/// <param name="remote">Where to fetch from.</param>
internal sealed class FetchedCommits(GitRemote remote) : IDisposable
{
    private readonly FetchedRepository fetched = new(remote);
    private GitRepository? opened;

    /// <summary>What was fetched.</summary>
    public GitRepository Repository => opened ??= GitRepository.Open(fetched.Path);

    /// <summary>Fetches refs or commits.</summary>
    /// <param name="depth">How many generations; <see langword="null"/> for all.</param>
    /// <param name="sources">Names of refs, or ids of commits.</param>
    /// <returns>Whether the remote has all of them.</returns>
    public bool TryFetch(int? depth, params ReadOnlySpan<string> sources)
    {
        // What is open has seen where the history was cut off.
        opened?.Dispose();
        opened = null;
        return fetched.TryFetch(sources.ToArray(), depth);
    }

    /// <summary>Fetches refs or commits that must be there.</summary>
    /// <param name="why">What it means where one is not.</param>
    /// <param name="depth">How many generations; <see langword="null"/> for all.</param>
    /// <param name="sources">Names of refs, or ids of commits.</param>
    public void Fetch(string why, int? depth, params ReadOnlySpan<string> sources)
    {
        if (!TryFetch(depth, sources))
        {
            throw new CommandException(why);
        }
    }

    /// <summary>The commit of something that was fetched.</summary>
    public CommitId this[string source] => Repository.Resolve(FetchedRepository.RefOf(source));

    /// <summary>The refs of the remote under a prefix.</summary>
    public IEnumerable<(string Name, string Id)> ListRefs(string prefix) => fetched.ListRefs(prefix);

    /// <inheritdoc/>
    public void Dispose()
    {
        opened?.Dispose();
        fetched.Dispose();
    }
}
