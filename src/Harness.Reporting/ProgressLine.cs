using System.Globalization;

namespace Harness.Reporting;

/// <summary>Tells on a terminal what a run that takes long is at, on one line that is gone when it ends. A short run says nothing.</summary>
public sealed class ProgressLine : IDisposable
{
    // To the front of the line, and clear it.
    private const string Clear = "\r\e[K";

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
    /// <param name="what">What is done: <c>judging</c>.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="pause">How long to say nothing, and between two words.</param>
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
        timer = clock.CreateTimer(_ => Show(), null, pause, pause);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        timer.Dispose();
        lock (gate)
        {
            isOver = true;
            if (isShown)
            {
                say(Clear);
            }
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
