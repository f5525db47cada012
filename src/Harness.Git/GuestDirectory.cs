namespace Harness.Git;

/// <summary>
/// An empty temporary directory for another program. It is removed when disposed, and when a signal ends the process. If the process is killed, the
/// next one removes it.
/// </summary>
public sealed class GuestDirectory : IDisposable
{
    private readonly TemporaryGitDirectory directory = new(_ => { }, TemporaryGitDirectory.GuestPrefix);

    /// <summary>The absolute path.</summary>
    public string Path => directory.Path;

    /// <inheritdoc/>
    public void Dispose() => directory.Dispose();
}
