using Harness.Lockfiles;
using Harness.Testing;
using Harness.Text;
using Harness.Trees;
using Harness.Workspaces;
using Xunit;

namespace Harness.Tests.Lockfiles;

/// <summary>A workspace on disk with a directory of vendored crates in place of crates.io, locked by Cargo itself.</summary>
internal sealed class LockedWorkspace : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly CargoOracle cargo;

    private LockedWorkspace(CargoOracle cargo)
    {
        this.cargo = cargo;
        directory.Write(".cargo/config.toml", "[source.crates-io]\nreplace-with = \"vendored\"\n[source.vendored]\ndirectory = \"vendor\"\n");
        directory.Write("Cargo.toml", "[workspace]\nresolver = \"2\"\nmembers = [\"crates/*\"]\nexclude = [\"vendor\"]\n");
    }

    /// <summary>An empty workspace; the test is skipped where no cargo is on the machine.</summary>
    public static LockedWorkspace Create()
    {
        if (CargoOracle.Find() is { } cargo)
        {
            return new LockedWorkspace(cargo);
        }

        Assert.Skip(CargoOracle.Absent);
        throw new InvalidOperationException("skipped");
    }

    public void Dispose() => directory.Dispose();

    public LockedWorkspace Vendor(string name, string version, string dependencies = "", string features = "")
    {
        directory.Write($"vendor/{name}-{version}/Cargo.toml", Manifest(name, version, dependencies) + $"[features]\n{features}");
        directory.Write($"vendor/{name}-{version}/src/lib.rs", "");
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{name} {version}")));
        directory.Write($"vendor/{name}-{version}/.cargo-checksum.json", $$"""{"files":{},"package":"{{digest}}"}""");
        return this;
    }

    public LockedWorkspace Member(string name, string dependencies, string version = "0.1.0") => Crate("crates/" + name, dependencies, version);

    public LockedWorkspace Crate(string path, string dependencies, string version = "0.1.0")
    {
        directory.Write(path + "/Cargo.toml", Manifest(path[(path.LastIndexOf('/') + 1)..], version, dependencies));
        directory.Write(path + "/src/lib.rs", "");
        return this;
    }

    public LockedWorkspace Write(string path, string text)
    {
        directory.Write(path, text);
        return this;
    }

    public LockedWorkspace Remove(string name)
    {
        Directory.Delete(directory.Combine("crates/" + name), recursive: true);
        return this;
    }

    /// <summary>Lets Cargo bring the lock file up to the manifests, with as little change as it makes.</summary>
    public LockedTree Lock() => Run("metadata", "--offline", "--format-version", "1");

    /// <summary>Lets Cargo do something, and reads what it leaves.</summary>
    public LockedTree Run(params string[] arguments)
    {
        var outcome = cargo.Run(directory.Path, arguments);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        return Read();
    }

    public LockedTree Read()
    {
        var files = Directory.EnumerateFiles(directory.Path, "*", SearchOption.AllDirectories)
            .Select(f => (Path: Path.GetRelativePath(directory.Path, f).Replace('\\', '/'), Full: f))
            .Where(f => !f.Path.StartsWith("vendor/", StringComparison.Ordinal))
            .ToDictionary(f => f.Path, f => File.ReadAllText(f.Full));
        return LockedTree.Of(files);
    }

    private static string Manifest(string name, string version, string dependencies) =>
        $"[package]\nname = \"{name}\"\nversion = \"{version}\"\nedition = \"2021\"\n{(dependencies.StartsWith('[') ? "" : "[dependencies]\n")}{dependencies}\n";
}

/// <summary>A lock file and the manifests beside it.</summary>
internal sealed record LockedTree(CargoLock Lock, Codebase Codebase)
{
    public static LockedTree Of(Dictionary<string, string> files)
    {
        var codebase = Codebase.Load(MemoryTree.FromText(files), new CodebaseOptions());
        Assert.Empty(codebase.Diagnostics);
        return new(Parse(files.GetValueOrDefault("Cargo.lock", "")), codebase);
    }

    public static CargoLock Parse(string text)
    {
        var parsed = CargoLock.Parse(SourceText.From(RepoPath.Parse("Cargo.lock"), text));
        Assert.Empty(parsed.Diagnostics);
        return parsed.Value;
    }

    public string Text => System.Text.Encoding.UTF8.GetString(Lock.Text.Bytes.Span);

    /// <summary>The same tree with another lock file.</summary>
    public LockedTree With(string text) => this with { Lock = Parse(text) };

    public string[] Unexplained(LockedTree after) =>
        [.. LockMeaning.FindUnexplained(Lock, after.Lock, Codebase, after.Codebase).Select(p => p.Phrase)];

    public string[] Inconsistent() => [.. LockMeaning.FindInconsistent(Lock, Codebase).Select(p => p.Phrase)];
}
