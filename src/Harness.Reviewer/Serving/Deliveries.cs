namespace Harness.Reviewer.Serving;

/// <summary>
/// The received deliveries. A completed delivery is not accepted again, but an incomplete one is, so that a redelivery helps. About a day's
/// deliveries are remembered. An older one does no harm, because a step changes only differences.
/// </summary>
internal sealed class Deliveries
{
    private const int Most = 20_000;
    private readonly Dictionary<string, bool> known = new(StringComparer.Ordinal);
    private readonly Queue<string> order = [];

    /// <summary>Takes a delivery.</summary>
    /// <param name="id">The header <c>X-GitHub-Delivery</c>.</param>
    /// <returns>Its work, or <see langword="null"/> if that has been done.</returns>
    public Delivery? Take(string id)
    {
        lock (known)
        {
            if (known.TryGetValue(id, out var isDone))
            {
                return isDone ? null : new Delivery(this, id);
            }

            known.Add(id, false);
            order.Enqueue(id);
            if (order.Count > Most)
            {
                known.Remove(order.Dequeue());
            }

            return new Delivery(this, id);
        }
    }

    /// <summary>Notes that the work of a delivery has been done.</summary>
    /// <param name="id">The header <c>X-GitHub-Delivery</c>.</param>
    public void Finish(string id)
    {
        lock (known)
        {
            if (known.ContainsKey(id))
            {
                known[id] = true;
            }
        }
    }
}

/// <summary>The work of one delivery, in parts: it has been done when every part has.</summary>
internal sealed class Delivery(Deliveries all, string id)
{
    // Whoever hands out the parts holds one.
    private int open = 1;

    /// <summary>Adds a part.</summary>
    public void Begin() => Interlocked.Increment(ref open);

    /// <summary>Ends a part.</summary>
    public void Finish()
    {
        if (Interlocked.Decrement(ref open) == 0)
        {
            all.Finish(id);
        }
    }
}
