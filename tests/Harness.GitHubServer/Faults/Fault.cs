namespace Harness.GitHubServer.Faults;

/// <summary>What goes wrong with one request.</summary>
public sealed record Fault
{
    private Fault(int? status, TimeSpan? retryAfter = null, TimeSpan delay = default) =>
        (Status, RetryAfter, Delay) = (status, retryAfter, delay);

    /// <summary>The status that is answered instead, or <see langword="null"/>.</summary>
    public int? Status { get; }

    /// <summary>When to come back, as the answer says.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>How long the answer takes.</summary>
    public TimeSpan Delay { get; }

    /// <summary>Whether the connection is closed instead of an answer.</summary>
    public bool IsClosing { get; private init; }

    /// <summary>Whether the work is done nevertheless: who asks again does it twice.</summary>
    public bool IsAfterDoing { get; private init; }

    /// <summary>The connection closes without an answer.</summary>
    public static Fault Closed { get; } = new(status: null) { IsClosing = true };

    /// <summary>502.</summary>
    public static Fault BadGateway { get; } = new(502);

    /// <summary>Any status.</summary>
    /// <param name="status">The status.</param>
    public static Fault Of(int status) => new(status);

    /// <summary>503 or 429, with the time to wait.</summary>
    /// <param name="status">The status.</param>
    /// <param name="retryAfter">The time to wait.</param>
    public static Fault Of(int status, TimeSpan retryAfter) => new(status, retryAfter);

    /// <summary>403 for too many requests at once.</summary>
    /// <param name="retryAfter">The time to wait.</param>
    public static Fault SecondaryLimit(TimeSpan retryAfter) => new(403, retryAfter);

    /// <summary>An answer that is right and late.</summary>
    /// <param name="delay">How late.</param>
    public static Fault Slow(TimeSpan delay) => new(null, null, delay);

    /// <summary>The same fault after the work has been done.</summary>
    public Fault AfterDoing() => this with { IsAfterDoing = true };
}
