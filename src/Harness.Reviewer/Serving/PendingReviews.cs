using System.Threading.Channels;

namespace Harness.Reviewer.Serving;

/// <summary>
/// The pull requests that are to be looked at, each once, in the order in which they came. One that is being looked at is never looked at by
/// another worker meanwhile: it comes again when that one is done.
/// </summary>
internal sealed class PendingReviews
{
    private readonly Channel<int> numbers = Channel.CreateUnbounded<int>();
    private readonly HashSet<int> waiting = [];
    private readonly HashSet<int> active = [];

    /// <summary>Adds a pull request, unless it waits already.</summary>
    /// <param name="number">Its number.</param>
    public void Add(int number)
    {
        lock (waiting)
        {
            if (waiting.Add(number) && !active.Contains(number))
            {
                numbers.Writer.TryWrite(number);
            }
        }
    }

    /// <summary>Waits for the next one and takes it.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<int> TakeAsync(CancellationToken cancellation)
    {
        var number = await numbers.Reader.ReadAsync(cancellation);
        lock (waiting)
        {
            waiting.Remove(number);
            active.Add(number);
        }

        return number;
    }

    /// <summary>Says that one which was taken has been looked at.</summary>
    /// <param name="number">Its number.</param>
    public void Finish(int number)
    {
        lock (waiting)
        {
            active.Remove(number);
            if (waiting.Contains(number))
            {
                numbers.Writer.TryWrite(number);
            }
        }
    }
}
