using System.Collections.Concurrent;
using System.Text.Json;
using Harness.Manifests;
using Harness.Testing;
using Harness.Workspaces;
using Xunit;

namespace Harness.Tests.Workspaces;

/// <summary>
/// Random overrides go to Cargo's full resolution and to the loader: of what Cargo takes, every dependency of a package of the tree leads
/// to the same directory, or out of the tree. <c>HARNESS_CASES</c> and <c>HARNESS_SEED</c> as for random workspaces.
/// </summary>
public sealed class OverrideAgreementTests
{
    private const string Outside = "the registry";

    [Fact]
    public void Overrides_lead_where_Cargo_resolves_them_to()
    {
        var cargo = CargoOracle.Find();
        Assert.SkipWhen(cargo is null, CargoOracle.Absent);
        using var registry = WriteRegistry();
        var (first, count) = (CaseSettings.First, CaseSettings.Count(quick: 30, all: 100));
        var (taken, overridden, wrong) = (0, 0, new ConcurrentDictionary<int, string>());
        var options = new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken };
        Parallel.For(first, first + count, options, seed =>
        {
            var fixture = new OverrideGenerator(new Dice((ulong)seed)).Next();
            if (Resolve(cargo!, registry.Path, fixture) is not { } expected)
            {
                return;
            }

            Interlocked.Increment(ref taken);
            Interlocked.Add(ref overridden, expected.Any(e => e.Target.StartsWith("copies", StringComparison.Ordinal)) ? 1 : 0);
            var actual = Edges(fixture, expected.Select(e => e.Owner).ToHashSet(StringComparer.Ordinal));
            if (!expected.SetEquals(actual))
            {
                wrong[seed] = $"==== HARNESS_SEED={seed} HARNESS_CASES=1\n{fixture}---- Cargo alone: {string.Join("; ", expected.Except(actual))}\n---- Harness alone: {string.Join("; ", actual.Except(expected))}\n";
            }
        });

        Assert.True(wrong.IsEmpty, $"{wrong.Count} of {count} cases disagree\n{string.Join('\n', wrong.OrderBy(w => w.Key).Take(3).Select(w => w.Value))}");
        Assert.True(count < 100 || taken >= count / 2, $"Cargo takes only {taken} of {count} generated workspaces ({overridden} overridden): the test says little");
        Assert.True(count < 100 || overridden >= count / 4, $"an override decides in only {overridden} of {count} generated workspaces");
    }

    // A directory of unpacked crates stands for crates.io, which is out of reach.
    private static TemporaryDirectory WriteRegistry()
    {
        var registry = new TemporaryDirectory();
        foreach (var name in OverrideGenerator.Names)
        {
            foreach (var version in OverrideGenerator.Published)
            {
                var package = $"{name}-{version}";
                registry.Write($"{package}/Cargo.toml", $"[package]\nname = \"{name}\"\nversion = \"{version}\"\nedition = \"2021\"\n");
                registry.Write($"{package}/src/lib.rs", "");
                registry.Write($"{package}/.cargo-checksum.json", $$"""{"files":{},"package":"{{new string('0', 64)}}"}""");
            }
        }

        return registry;
    }

    private static HashSet<Edge>? Resolve(CargoOracle cargo, string registry, TextFixture fixture)
    {
        using var directory = new TemporaryDirectory();
        fixture.WriteTo(directory.Path);
        var outcome = cargo.Run(
            directory.Path, "metadata", "--offline", "--format-version", "1",
            "--config", "source.crates-io.replace-with='local'", "--config", $"source.local.directory='{registry}'");
        return outcome.ExitCode == 0 ? Edges(directory.Path, outcome.Output) : null;
    }

    private static HashSet<Edge> Edges(string root, string json)
    {
        using var document = JsonDocument.Parse(json);
        var packages = document.RootElement.GetProperty("packages").EnumerateArray().ToDictionary(
            p => p.GetProperty("id").GetString()!,
            p => (Name: p.GetProperty("name").GetString()!, Directory: DirectoryOf(root, p)),
            StringComparer.Ordinal);
        return
        [
            .. from node in document.RootElement.GetProperty("resolve").GetProperty("nodes").EnumerateArray()
               let owner = packages[node.GetProperty("id").GetString()!].Directory
               where owner != Outside
               from dependency in node.GetProperty("deps").EnumerateArray()
               let target = packages[dependency.GetProperty("pkg").GetString()!]
               select new Edge(owner, target.Name, target.Directory),
        ];
    }

    private static string DirectoryOf(string root, JsonElement package) =>
        package.GetProperty("source").ValueKind == JsonValueKind.Null
            ? Path.GetRelativePath(root, Path.GetDirectoryName(package.GetProperty("manifest_path").GetString())!).Replace('\\', '/')
            : Outside;

    private static HashSet<Edge> Edges(TextFixture fixture, HashSet<string> owners)
    {
        var codebase = Agreement.Load(fixture.ToTree(), "");
        Assert.Empty(codebase.Diagnostics.Select(d => d.ToString()));
        return
        [
            .. from package in codebase.Packages
               where owners.Contains(package.Directory.ToString())
               from dependency in package.Dependencies
               where package.Role == PackageRole.Member || dependency.Kind != DependencyKind.Dev
               select new Edge(package.Directory.ToString(), dependency.Name, dependency.Resolved?.Directory.ToString() ?? Outside),
        ];
    }

    private sealed record Edge(string Owner, string Name, string Target)
    {
        public override string ToString() => $"{Owner} -> {Name} in {Target}";
    }
}
