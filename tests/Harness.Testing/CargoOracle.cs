using System.Diagnostics;

namespace Harness.Testing;

/// <summary>What Cargo says of a workspace: its JSON, or its complaint.</summary>
/// <param name="Json">What it printed; <see langword="null"/> where it refused.</param>
/// <param name="Complaint">What it wrote beside, warnings included.</param>
public sealed record CargoAnswer(string? Json, string Complaint)
{
    /// <summary>Whether Cargo took the workspace.</summary>
    public bool Accepts => Json is not null;
}

/// <summary>Cargo itself, asked for the truth. It needs no network and no dependencies: only manifests and empty stubs.</summary>
public sealed class CargoOracle
{
    /// <summary>The reason to give to <c>Assert.Skip</c> where no cargo is on the machine.</summary>
    public const string Absent = "cargo 1.95 or newer is not on this machine";

    private static readonly Version Oldest = new(1, 95);
    private static readonly Lazy<CargoOracle?> Found = new(Search);
    private readonly string program;

    private CargoOracle(string program) => this.program = program;

    /// <summary>The cargo of this machine, or <see langword="null"/>.</summary>
    public static CargoOracle? Find() => Found.Value;

    /// <summary>Asks about a fixture, from its start directory.</summary>
    /// <param name="fixture">The fixture.</param>
    public CargoAnswer Ask(TextFixture fixture)
    {
        ArgumentNullException.ThrowIfNull(fixture);
        using var directory = new TemporaryDirectory();
        fixture.WriteTo(directory.Path);
        return Ask(directory.Combine(fixture.Start));
    }

    /// <summary>Asks about files on disk.</summary>
    /// <param name="directory">The directory to start in.</param>
    public CargoAnswer Ask(string directory)
    {
        var outcome = Run(program, directory, "metadata", "--no-deps", "--offline", "--format-version", "1");
        return new(outcome.ExitCode == 0 ? outcome.Output : null, outcome.Error);
    }

    /// <summary>Runs Cargo in a directory, as for every question: without a home and without variables.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="arguments">The arguments.</param>
    public ProcessOutcome Run(string directory, params string[] arguments) => Run(program, directory, arguments);

    // The proxies of rustup obey a rust-toolchain.toml of the tree, so the toolchains' own programs come first.
    private static CargoOracle? Search()
    {
        var name = OperatingSystem.IsWindows() ? "cargo.exe" : "cargo";
        var toolchains = Path.Combine(RustupHome(), "toolchains");
        var own = Directory.Exists(toolchains)
            ? Directory.GetDirectories(toolchains, "stable*").Order(StringComparer.Ordinal).Select(t => Path.Combine(t, "bin", name))
            : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(d => d.Length > 0).Select(d => Path.Combine(d, name));
        return own.Concat(onPath).Where(File.Exists).FirstOrDefault(IsNewEnough) is { } program ? new CargoOracle(program) : null;
    }

    private static string RustupHome() =>
        Environment.GetEnvironmentVariable("RUSTUP_HOME") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".rustup");

    private static bool IsNewEnough(string program)
    {
        var words = Run(program, Path.GetTempPath(), "--version").Output.Split(' ');
        return words.Length > 1 && Version.TryParse(words[1].Split('-')[0], out var version) && version >= Oldest;
    }

    // An empty home and no variables of its own: the answer depends on the fixture alone.
    private static ProcessOutcome Run(string program, string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = directory };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var variable in start.Environment.Keys.Where(IsSetting).ToArray())
        {
            start.Environment.Remove(variable);
        }

        start.Environment["CARGO_HOME"] = Path.Combine(Path.GetTempPath(), "harness-no-cargo-home");
        return ProcessOutcome.Of(start, TimeSpan.FromMinutes(1));
    }

    private static bool IsSetting(string variable) =>
        variable.StartsWith("CARGO", StringComparison.OrdinalIgnoreCase) || variable.StartsWith("RUST", StringComparison.OrdinalIgnoreCase);
}
