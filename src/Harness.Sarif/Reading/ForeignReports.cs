using Harness.Trees;

namespace Harness.Sarif.Reading;

/// <summary>
/// Reads the reports of other tools: SARIF 2.1.0, and the messages of <c>cargo check</c> and <c>cargo clippy</c> with
/// <c>--message-format=json</c>. Of a report of any length only the results are kept in memory.
/// </summary>
public static class ForeignReports
{
    private const int Probe = 4096;

    /// <summary>Reads a report.</summary>
    /// <param name="input">The report, at its beginning, as a stream that can seek.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="root">The absolute path of the directory that relative paths start from.</param>
    /// <param name="place">The place of that directory in its repository, because a report may also name files from the repository's top.</param>
    /// <exception cref="ReportException">It cannot be read as a whole.</exception>
    public static ForeignReport Read(Stream input, string name, string root, RepoPath place = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(root);
        var beginning = new byte[Probe];
        var length = input.ReadAtLeast(beginning, Probe, throwOnEndOfStream: false);
        input.Position = 0;
        var paths = new ReportedPaths(root, place);
        var text = beginning.AsSpan(0, length);
        return IsCargo(text is [0xEF, 0xBB, 0xBF, ..] ? text[3..] : text) ? new CargoMessageReader(name, paths).Read(input) : new SarifReader(name, paths).Read(input);
    }

    // Each message of cargo begins with its reason. Lines before the first come from another program.
    private static bool IsCargo(ReadOnlySpan<byte> beginning) =>
        beginning.IndexOf("{\"reason\":"u8) is var at and >= 0 && (at == 0 || beginning[at - 1] == (byte)'\n');
}
