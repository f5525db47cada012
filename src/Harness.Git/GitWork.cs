using System.Collections.Concurrent;

namespace Harness.Git;

/// <summary>
/// Tracks the git programs and temporary repositories of this process. A process that ends early ends the programs and removes the repositories. A
/// killed process leaves them, and the next one removes them.
/// </summary>
public static class GitWork
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly CancellationTokenSource Ending = new();
    private static readonly ConcurrentDictionary<GitProcess, bool> Processes = new();
    private static readonly ConcurrentDictionary<TemporaryGitDirectory, bool> Directories = new();

    /// <summary>A value that indicates whether this process is about to end, so that no git program starts any more.</summary>
    public static bool IsEnding => Ending.IsCancellationRequested;

    internal static CancellationToken Token => Ending.Token;

    /// <summary>Held while a temporary repository is made or removed, so that one that is half made is not overlooked at the end.</summary>
    internal static Lock Gate { get; } = new();

    /// <summary>Ends every git program of this process. Operations that wait for one are cancelled.</summary>
    public static void Stop()
    {
        Ending.Cancel();
        var deadline = DateTime.UtcNow + Patience;
        foreach (var process in Processes.Keys)
        {
            process.WaitUntil(deadline);
        }
    }

    /// <summary>Ends every git program of this process, and removes its temporary repositories.</summary>
    public static void End()
    {
        Stop();
        lock (Gate)
        {
            foreach (var directory in Directories.Keys)
            {
                directory.Dispose();
            }
        }
    }

    internal static void Add(GitProcess process) => Processes.TryAdd(process, true);

    internal static void Remove(GitProcess process) => Processes.TryRemove(process, out _);

    internal static void Add(TemporaryGitDirectory directory) => Directories.TryAdd(directory, true);

    internal static bool Remove(TemporaryGitDirectory directory) => Directories.TryRemove(directory, out _);
}
