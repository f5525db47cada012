namespace Harness.Reviewer.Serving;

/// <summary>
/// The deliveries that came: each counts once. As many are remembered as a day brings; one that is older, or came before a restart, does no
/// harm, for a step that has nothing to change changes nothing.
/// </summary>
internal sealed class SeenDeliveries
{
    private const int Most = 20_000;
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly Queue<string> order = [];

    /// <summary>Notes a delivery.</summary>
    /// <param name="id">The header <c>X-GitHub-Delivery</c>.</param>
    /// <returns>Whether it is new.</returns>
    public bool TryAdd(string id)
    {
        lock (known)
        {
            if (!known.Add(id))
            {
                return false;
            }

            order.Enqueue(id);
            if (order.Count > Most)
            {
                known.Remove(order.Dequeue());
            }

            return true;
        }
    }
}
