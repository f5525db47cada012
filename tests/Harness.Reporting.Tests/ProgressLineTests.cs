using System.Globalization;
using Xunit;

namespace Harness.Reporting.Tests;

public sealed class ProgressLineTests
{
    [Fact]
    public void A_long_run_says_what_it_is_at_and_clears_the_line_at_its_end()
    {
        var clock = new ManualClock();
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using (new ProgressLine(output, "judging", clock, TimeSpan.FromSeconds(1)))
        {
            clock.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.Equal("\r\e[Kharness: judging, 2 s\r\e[K", output.ToString());
    }

    [Fact]
    public void A_signal_that_ends_the_process_clears_the_line_once()
    {
        var clock = new ManualClock();
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using (new ProgressLine(output, "judging", clock, TimeSpan.FromSeconds(1)))
        {
            clock.Advance(TimeSpan.FromSeconds(2));
            ProgressLine.EndAll();
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal("\r\e[Kharness: judging, 2 s\r\e[K", output.ToString());
    }

    [Fact]
    public void A_short_run_says_nothing()
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        new ProgressLine(output, "judging", new ManualClock(), TimeSpan.FromSeconds(1)).Dispose();

        Assert.Equal("", output.ToString());
    }

    // A clock whose timers ring once for each step.
    private sealed class ManualClock : TimeProvider
    {
        private Action ring = () => { };
        private TimeSpan now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now.Ticks;

        public void Advance(TimeSpan step)
        {
            now += step;
            ring();
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            ring = () => callback(state);
            return new Bell();
        }

        private sealed class Bell : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
