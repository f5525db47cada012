namespace Harness.Trees;

/// <summary>How reading a file ended.</summary>
public enum ReadStatus
{
    /// <summary>The bytes are there.</summary>
    Read,

    /// <summary>There is no such file.</summary>
    Missing,

    /// <summary>The path is a directory.</summary>
    IsDirectory,

    /// <summary>The file is larger than <see cref="SourceTree.MaximumFileLength"/>.</summary>
    TooLarge,

    /// <summary>The file exists and cannot be read (permissions, a link loop, a device, a broken disk).</summary>
    Unreadable,

    /// <summary>The file exists, but this clone does not hold its bytes: a partial clone fetches them when git needs them.</summary>
    NotFetched,
}

/// <summary>The bytes of a file, or why there are none.</summary>
/// <param name="Status">How reading ended.</param>
/// <param name="Bytes">The bytes; empty unless <paramref name="Status"/> is <see cref="ReadStatus.Read"/>.</param>
public readonly record struct FileContent(ReadStatus Status, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Returns a file that was not read.</summary>
    /// <param name="status">Why.</param>
    public static FileContent Failed(ReadStatus status) => new(status, default);
}
