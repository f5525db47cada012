namespace Harness.Reviewer.Tests;

/// <summary>A clock whose waits are over soon, and count as having passed.</summary>
/// <param name="haste">How many times as fast.</param>
internal sealed class ImpatientTime(int haste = 1_000_000) : TimeProvider
{
    private long waited;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + new TimeSpan(Interlocked.Read(ref waited));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime <= TimeSpan.Zero)
        {
            return System.CreateTimer(callback, state, dueTime, period);
        }

        Interlocked.Add(ref waited, dueTime.Ticks);
        var soon = dueTime / haste;
        return System.CreateTimer(callback, state, soon > TimeSpan.FromMilliseconds(1) ? soon : TimeSpan.FromMilliseconds(1), period);
    }
}
