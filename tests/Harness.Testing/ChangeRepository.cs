using System.Collections.Concurrent;

namespace Harness.Testing;

/// <summary>A repository of two crates of two agents, on a branch that changes nothing yet.</summary>
public sealed class ChangeRepository : IDisposable
{
    /// <summary>A file of the one agent.</summary>
    public const string Storage = "crates/storage/src/lib.rs";
    /// <summary>A file of the other agent.</summary>
    public const string Sql = "crates/sql/src/lib.rs";

    // Tests ask for the same few repositories over and over: each is made once and copied.
    private static readonly ConcurrentDictionary<string, Lazy<GitFixture>> Originals = new(StringComparer.Ordinal);

    private readonly GitFixture git;

    /// <summary>Makes the repository.</summary>
    /// <param name="policy">Further lines of the policy.</param>
    public ChangeRepository(string policy = "") => git = new(Originals.GetOrAdd(policy, p => new(() => Make(p))).Value);

    private static GitFixture Make(string policy)
    {
        var git = new GitFixture();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => git.Dispose();
        git.Write("Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\nresolver = \"3\"\n")
            .Write("crates/storage/Cargo.toml", Manifest("storage"))
            .Write("crates/sql/Cargo.toml", Manifest("sql"))
            .Write(Storage, "pub fn read() {}\n")
            .Write(Sql, "pub fn plan() {}\n")
            .Write("harness.toml", """
                version = 1
                layers = [
                  { name = "top", crates = ["sql"] },
                  { name = "base", crates = ["storage"] },
                ]
                [branches]
                pattern = "feat/{agent}/{topic}"
                [agents.master-db]
                crates = ["storage"]
                logins = ["master-db[bot]"]
                [agents.app-dev]
                crates = ["sql"]
                logins = ["app-dev[bot]"]
                [agents.lead]
                role = "advisor"
                logins = ["boss"]

                """ + policy)
            .Commit("base");
        git.Run("checkout", "-q", "-b", "feat/app-dev/x");
        return git;
    }

    /// <summary>The repository.</summary>
    public GitFixture Git => git;

    /// <summary>The absolute path of the working tree.</summary>
    public string Path => git.Path;

    /// <summary>The manifest of a crate.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="more">Further lines.</param>
    public static string Manifest(string name, string more = "") => $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n{more}";

    /// <summary>Adds a line to a file of the working tree.</summary>
    /// <param name="path">The file.</param>
    public ChangeRepository Edit(string path)
    {
        File.AppendAllText(git.Combine(path), "pub fn more() {}\n");
        return this;
    }

    /// <summary>Commits what was changed.</summary>
    /// <returns>The commit's id.</returns>
    public string Commit() => git.Commit("change");

    /// <summary>Runs <c>harness check</c> in the working tree.</summary>
    /// <param name="arguments">Its arguments.</param>
    public ProcessOutcome Check(params string[] arguments) => HarnessCommand.Run(Path, ["check", .. arguments]);

    /// <inheritdoc/>
    public void Dispose() => git.Dispose();
}
