namespace Harness.Testing;

/// <summary>The directory of this repository, found from where the tests were built to.</summary>
public static class RepositoryRoot
{
    /// <summary>The absolute path of the directory that holds <c>Harness.sln</c>.</summary>
    public static string Path { get; } = Find();

    /// <summary>The absolute path of something in the repository.</summary>
    /// <param name="relative">Its path from the root.</param>
    public static string Combine(string relative) => System.IO.Path.Combine(Path, relative);

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(at.FullName, "Harness.sln")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException($"no directory around '{AppContext.BaseDirectory}' holds Harness.sln");
    }
}
