namespace Harness.Testing;

/// <summary>The folder of test material that is too large for the repository: <c>HARNESS_SHARED</c>, else <c>../shared</c>.</summary>
public static class SharedFolder
{
    /// <summary>The reason to give to <c>Assert.Skip</c> where the folder is absent.</summary>
    public const string Absent = "the shared folder is absent: set HARNESS_SHARED, or put it beside the repository as 'shared'";

    /// <summary>The absolute path of something in the folder, or <see langword="null"/> where it is absent.</summary>
    /// <param name="relative">Its path in the folder: <c>corpus</c>.</param>
    public static string? Find(string relative)
    {
        var folder = Environment.GetEnvironmentVariable("HARNESS_SHARED") is { Length: > 0 } named
            ? named
            : Path.Combine(RepositoryRoot.Path, "..", "shared");
        var path = Path.GetFullPath(Path.Combine(folder, relative));
        return Path.Exists(path) ? path : null;
    }
}
