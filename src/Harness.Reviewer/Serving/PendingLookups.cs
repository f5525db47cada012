using System.Collections.Immutable;
using System.Threading.Channels;

namespace Harness.Reviewer.Serving;

/// <summary>A question which pull requests an event concerns, for those that name none.</summary>
/// <param name="Commit">The commit that the event is about, or <see langword="null"/> for all that are open.</param>
/// <param name="Delivery">The delivery that asks.</param>
internal sealed record PendingLookup(string? Commit, Delivery? Delivery);

/// <summary>The questions that wait for a list of what is open: one list answers them all.</summary>
internal sealed class PendingLookups
{
    private readonly Channel<PendingLookup> waiting = Channel.CreateUnbounded<PendingLookup>();
    private int open;

    /// <summary>How many have no answer yet.</summary>
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

    /// <summary>Says that those which were taken have an answer, or are asked again later.</summary>
    /// <param name="count">How many.</param>
    public void Finish(int count) => Interlocked.Add(ref open, -count);
}
