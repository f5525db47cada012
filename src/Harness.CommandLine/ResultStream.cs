using System.Collections.Concurrent;

namespace Harness.CommandLine;

/// <summary>
/// Standard output. If writing fails, the command ends with one line that reports it. A reader that closes early is not a failure.
/// </summary>
internal sealed class ResultStream : Stream
{
    // The handler of a signal that ends the process waits no longer for a blocked reader.
    private static readonly TimeSpan EndLimit = TimeSpan.FromMilliseconds(200);
    private static readonly ConcurrentDictionary<ResultStream, bool> Colored = new();

    private readonly Lock gate = new();
    private bool isOver;

    /// <summary>Allows colours to be reset if a signal ends the process.</summary>
    public void ExpectColors() => Colored.TryAdd(this, true);

    /// <summary>Ends the output, and resets the colour.</summary>
    public static void EndColors()
    {
        foreach (var stream in Colored.Keys)
        {
            stream.End();
        }
    }

    /// <summary>The stream of the process.</summary>
    public required Stream Inner { get; init; }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            lock (gate)
            {
                if (!isOver)
                {
                    Inner.Write(buffer);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ObjectDisposedException)
        {
            throw Unwritable(e);
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        try
        {
            Inner.Flush();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ObjectDisposedException)
        {
            throw Unwritable(e);
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    private void End()
    {
        if (!gate.TryEnter(EndLimit))
        {
            return;
        }

        try
        {
            isOver = true;
            Inner.Write("\e[0m"u8);
            Inner.Flush();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ObjectDisposedException)
        {
            // Nobody reads it.
        }
        finally
        {
            gate.Exit();
        }
    }

    private static CommandException Unwritable(Exception e) => new($"standard output cannot be written: {e.Message}");
}
