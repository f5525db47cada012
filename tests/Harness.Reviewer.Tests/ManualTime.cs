namespace Harness.Reviewer.Tests;

/// <summary>
/// A clock of its own that has no part in the real one. A pause after trouble, or until a limit has passed, is over at once and counts as
/// having passed; a longer wait, as between two polls, is over when the clock has come so far, or is moved there.
/// </summary>
internal sealed class ManualTime : TimeProvider
{
    /// <summary>A wait of which a test says when it is over.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromHours(2);

    private readonly Lock gate = new();
    private readonly List<Alarm> waiting = [];
    private DateTimeOffset now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan by)
    {
        lock (gate)
        {
            MoveTo(now + by);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    private void Set(Alarm alarm, TimeSpan dueTime)
    {
        lock (gate)
        {
            waiting.Remove(alarm);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            alarm.Due = now + dueTime;
            waiting.Add(alarm);
            MoveTo(dueTime < Long ? alarm.Due : now);
        }
    }

    private void MoveTo(DateTimeOffset time)
    {
        now = time > now ? time : now;
        foreach (var alarm in waiting.Where(a => a.Due <= now).OrderBy(a => a.Due).ToArray())
        {
            waiting.Remove(alarm);
            ThreadPool.QueueUserWorkItem(_ => alarm.Ring());
        }
    }

    private sealed class Alarm(ManualTime clock, Action ring) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Set(this, dueTime);
            return true;
        }

        public void Dispose() => clock.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
