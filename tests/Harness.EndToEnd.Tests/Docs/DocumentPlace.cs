using Harness.Testing;

namespace Harness.EndToEnd.Tests.Docs;

/// <summary>A repository in which commands of the pages run.</summary>
internal sealed class DocumentPlace : IDisposable
{
    private readonly ChangeRepository? change;
    private readonly GitFixture? git;

    /// <summary>Makes the repository.</summary>
    /// <param name="name">The word behind <c>console</c> in the page.</param>
    public DocumentPlace(string name)
    {
        if (name == "change")
        {
            // A branch of 'app-dev' that edits a crate of 'master-db'.
            change = new ChangeRepository();
            change.Edit(ChangeRepository.Storage).Commit();
            return;
        }

        git = new GitFixture();
        Action<GitFixture> fill = name switch
        {
            "demo" => WriteDemo,
            "history" => WriteHistory,
            _ => throw new ArgumentException($"no place is named '{name}'", nameof(name)),
        };
        fill(git);
    }

    public string Path => change?.Path ?? git!.Path;

    public void Dispose()
    {
        change?.Dispose();
        git?.Dispose();
    }

    // The workspace that 'harness demo' writes.
    private static void WriteDemo(GitFixture git)
    {
        var source = RepositoryRoot.Combine("src/Harness.CommandLine/Demo");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            git.Write(System.IO.Path.GetRelativePath(source, file), File.ReadAllText(file));
        }

        git.Commit("Write the demo");
    }

    // A branch whose last change adds an upward dependency.
    private static void WriteHistory(GitFixture git)
    {
        git.Write("Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\nresolver = \"3\"\n")
            .Write("harness.toml", "version = 1\nlayers = [\n  { name = \"query\", crates = [\"sql\", \"cache\"] },\n  { name = \"base\", crates = [\"storage\"] },\n]\n");
        WriteCrate(git, "storage", "");
        WriteCrate(git, "sql", "storage = { path = \"../storage\" }\n");
        WriteCrate(git, "cache", "");
        git.Commit("Add a cache");
        WriteCrate(git, "storage", "cache = { path = \"../cache\" }\n");
        git.Commit("Read through the cache");
    }

    private static void WriteCrate(GitFixture git, string name, string dependencies) =>
        git.Write($"crates/{name}/Cargo.toml", $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}")
            .Write($"crates/{name}/src/lib.rs", "");
}
