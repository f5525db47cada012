using System.Threading.Channels;

namespace Harness.Reviewer.Serving;

/// <summary>The pull requests that are to be looked at, each once, in the order in which they came.</summary>
internal sealed class PendingReviews
{
    private readonly Channel<int> numbers = Channel.CreateUnbounded<int>();
    private readonly HashSet<int> waiting = [];

    /// <summary>Adds a pull request, unless it waits already. One that is being looked at is looked at again.</summary>
    /// <param name="number">Its number.</param>
    public void Add(int number)
    {
        lock (waiting)
        {
            if (waiting.Add(number))
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
        }

        return number;
    }
}
