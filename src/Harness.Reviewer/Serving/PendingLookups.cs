using System.Collections.Immutable;
using System.Threading.Channels;

namespace Harness.Reviewer.Serving;

/// <summary>A lookup of the pull requests that an event concerns, for events that name none.</summary>
/// <param name="Commit">The commit that the event is about, or <see langword="null"/> for all that are open.</param>
/// <param name="Delivery">The delivery that asks.</param>
internal sealed record PendingLookup(string? Commit, Delivery? Delivery);

/// <summary>The lookups that wait for a list of open pull requests. One list answers them all.</summary>
internal sealed class PendingLookups
{
    private readonly Channel<PendingLookup> waiting = Channel.CreateUnbounded<PendingLookup>();
    private int open;

    /// <summary>The number of lookups without an answer.</summary>
    public int Open => Volatile.Read(ref open);

    /// <summary>Adds one.</summary>
    public void Add(PendingLookup lookup)
    {
        Interlocked.Increment(ref open);
        waiting.Writer.TryWrite(lookup);
    }

    /// <summary>Waits for the next ones and takes all that are there.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<ImmutableArray<PendingLookup>> TakeAsync(CancellationToken cancellation)
    {
        var taken = ImmutableArray.CreateBuilder<PendingLookup>();
        taken.Add(await waiting.Reader.ReadAsync(cancellation));
        while (waiting.Reader.TryRead(out var next))
        {
            taken.Add(next);
        }

        return taken.ToImmutable();
    }

    /// <summary>Marks taken lookups as answered, or to be asked again later.</summary>
    /// <param name="count">The number of lookups.</param>
    public void Finish(int count) => Interlocked.Add(ref open, -count);
}
