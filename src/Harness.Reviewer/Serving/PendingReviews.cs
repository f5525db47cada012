using System.Collections.Immutable;
using System.Threading.Channels;

namespace Harness.Reviewer.Serving;

/// <summary>A pull request that is to be looked at.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Deliveries">The deliveries that ask for it.</param>
internal sealed record PendingReview(int Number, ImmutableArray<Delivery> Deliveries);

/// <summary>
/// The pull requests to review, each once, in order of arrival. One that is being reviewed is never given to another worker. It returns to the queue
/// when that one is done.
/// </summary>
internal sealed class PendingReviews
{
    private readonly Channel<int> numbers = Channel.CreateUnbounded<int>();
    private readonly Dictionary<int, ImmutableArray<Delivery>> waiting = [];
    private readonly HashSet<int> active = [];

    /// <summary>The number of waiting pull requests.</summary>
    public int Waiting
    {
        get
        {
            lock (waiting)
            {
                return waiting.Count;
            }
        }
    }

    /// <summary>The number of pull requests being reviewed.</summary>
    public int Active
    {
        get
        {
            lock (waiting)
            {
                return active.Count;
            }
        }
    }

    /// <summary>Adds a pull request, unless it waits already.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="deliveries">The deliveries that ask for it.</param>
    public void Add(int number, params ImmutableArray<Delivery> deliveries)
    {
        lock (waiting)
        {
            var isWaiting = waiting.TryGetValue(number, out var earlier);
            waiting[number] = isWaiting ? earlier.AddRange(deliveries) : deliveries;
            if (!isWaiting && !active.Contains(number))
            {
                numbers.Writer.TryWrite(number);
            }
        }
    }

    /// <summary>Waits for the next one and takes it.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<PendingReview> TakeAsync(CancellationToken cancellation)
    {
        var number = await numbers.Reader.ReadAsync(cancellation);
        lock (waiting)
        {
            waiting.Remove(number, out var deliveries);
            active.Add(number);
            return new PendingReview(number, deliveries);
        }
    }

    /// <summary>Marks a taken pull request as reviewed.</summary>
    /// <param name="number">Its number.</param>
    public void Finish(int number)
    {
        lock (waiting)
        {
            active.Remove(number);
            if (waiting.ContainsKey(number))
            {
                numbers.Writer.TryWrite(number);
            }
        }
    }
}
