using Harness.Testing;

namespace Harness.EndToEnd.Tests;

/// <summary>A repository of two crates of two agents, on a branch that changes nothing yet.</summary>
internal sealed class ChangeRepository : IDisposable
{
    public const string Storage = "crates/storage/src/lib.rs";
    public const string Sql = "crates/sql/src/lib.rs";

    private readonly GitFixture git = new();

    public ChangeRepository()
    {
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

                """)
            .Commit("base");
        git.Run("checkout", "-q", "-b", "feat/app-dev/x");
    }

    public GitFixture Git => git;

    public string Path => git.Path;

    public static string Manifest(string name, string more = "") => $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n{more}";

    /// <summary>Adds a line to a file of the working tree.</summary>
    public ChangeRepository Edit(string path)
    {
        File.AppendAllText(git.Combine(path), "pub fn more() {}\n");
        return this;
    }

    public string Commit() => git.Commit("change");

    public ProcessOutcome Check(params string[] arguments) => HarnessProcess.Run(Path, ["check", .. arguments]);

    public void Dispose() => git.Dispose();
}
