namespace Harness.Trees;

/// <summary>The outcome of reading a file.</summary>
public enum ReadStatus
{
    /// <summary>The bytes are there.</summary>
    Read,

    /// <summary>The file does not exist.</summary>
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

/// <summary>The bytes of a file, or the reason why they are missing.</summary>
/// <param name="Status">The outcome of reading.</param>
/// <param name="Bytes">The bytes. Empty unless <paramref name="Status"/> is <see cref="ReadStatus.Read"/>.</param>
public readonly record struct FileContent(ReadStatus Status, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Returns a file that was not read.</summary>
    /// <param name="status">The reason.</param>
    public static FileContent Failed(ReadStatus status) => new(status, default);
}
