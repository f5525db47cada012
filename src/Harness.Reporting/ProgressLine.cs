using System.Collections.Concurrent;
using System.Globalization;

namespace Harness.Reporting;

/// <summary>Shows the progress of a long run on one line of a terminal, which is cleared at the end. A short run shows nothing.</summary>
public sealed class ProgressLine : IDisposable
{
    // To the front of the line, and clear it.
    private const string Clear = "\r\e[K";

    // The handler of the signal that ends a process waits no longer for a blocked terminal.
    private static readonly TimeSpan EndLimit = TimeSpan.FromMilliseconds(200);

    private static readonly ConcurrentDictionary<ProgressLine, bool> Running = new();

    private readonly Lock gate = new();
    private readonly Action<string> say;
    private readonly string what;
    private readonly long start;
    private readonly TimeProvider clock;
    private readonly ITimer timer;
    private bool isShown;
    private bool isOver;

    /// <summary>Begins.</summary>
    /// <param name="output">The terminal.</param>
    /// <param name="what">The activity: <c>judging</c>.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="pause">The delay before the first output and between updates.</param>
    public ProgressLine(TextWriter output, string what, TimeProvider clock, TimeSpan pause)
    {
        say = text =>
        {
            output.Write(text);
            output.Flush();
        };
        ArgumentNullException.ThrowIfNull(clock);
        this.what = what;
        this.clock = clock;
        start = clock.GetTimestamp();
        Running.TryAdd(this, true);
        timer = clock.CreateTimer(_ => Show(), null, pause, pause);
    }

    /// <summary>Clears the shown line if a signal ends the process.</summary>
    public static void EndAll()
    {
        foreach (var line in Running.Keys)
        {
            line.End(EndLimit);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => End(Timeout.InfiniteTimeSpan);

    private void End(TimeSpan limit)
    {
        timer.Dispose();
        Running.TryRemove(this, out _);
        if (!gate.TryEnter(limit))
        {
            return;
        }

        try
        {
            if (isShown && !isOver)
            {
                say(Clear);
            }

            isOver = true;
        }
        finally
        {
            gate.Exit();
        }
    }

    private void Show()
    {
        lock (gate)
        {
            if (!isOver)
            {
                isShown = true;
                say(string.Create(CultureInfo.InvariantCulture, $"{Clear}harness: {what}, {clock.GetElapsedTime(start).TotalSeconds:0} s"));
            }
        }
    }
}
