using Harness.Diagnostics;
using Harness.Testing;
using Harness.Trees;
using Harness.Workspaces;
using Xunit;

namespace Harness.Tests.Workspaces;

/// <summary>Holds the loader to Cargo: the same files go to both.</summary>
internal static class Agreement
{
    /// <summary>Both must take the workspace and say the same of it.</summary>
    public static Workspace Agree(string text) => Agree(TextFixture.Crates(text));

    public static Workspace Agree(TextFixture fixture) => Agree(Load(fixture.ToTree(), fixture.Start), () => CargoOracle.Find()?.Ask(fixture));

    /// <summary>The same of files on disk: links, empty directories, absolute paths.</summary>
    public static Workspace Agree(TemporaryDirectory directory) =>
        Agree(Load(new DirectoryTree(directory.Path), ""), () => CargoOracle.Find()?.Ask(directory.Path));

    /// <summary>Both must refuse the workspace; Harness with a diagnostic of an id at a place (<c>a/Cargo.toml:3</c>), and with help.</summary>
    public static void BothRefuse(string id, string place, string text) => BothRefuse(id, place, TextFixture.Crates(text));

    public static void BothRefuse(string id, string place, TextFixture fixture) =>
        BothRefuse(id, place, Load(fixture.ToTree(), fixture.Start), CargoOracle.Find()?.Ask(fixture));

    public static void BothRefuse(string id, string place, TemporaryDirectory directory) =>
        BothRefuse(id, place, Load(new DirectoryTree(directory.Path), ""), CargoOracle.Find()?.Ask(directory.Path));

    /// <summary>What tells the two apart, or <see langword="null"/> where they agree.</summary>
    public static string? Disagreement(TextFixture fixture, CargoAnswer cargo)
    {
        var codebase = Load(fixture.ToTree(), fixture.Start);
        if (cargo.Json is null)
        {
            return codebase.Diagnostics.IsEmpty ? $"Cargo refuses, Harness does not:\n{cargo.Complaint}" : null;
        }

        var expected = CanonicalText.OfCargo(cargo.Json);
        var complaints = codebase.Diagnostics.Where(d => IsLoaded(expected, fixture, d)).ToArray();
        if (complaints.Length > 0)
        {
            return $"Harness refuses, Cargo does not:\n{string.Join('\n', complaints.AsEnumerable())}";
        }

        var actual = codebase.Workspaces is [var workspace] ? CanonicalText.Of(workspace) : "no workspace\n";
        return expected == actual ? null : $"Cargo says:\n{expected}Harness says:\n{actual}";
    }

    // "--no-deps" never looks at a crate that is reached by path and is no member, and "cargo build" does: Harness walks it, and may
    // find it broken where "--no-deps" did not look.
    private static bool IsLoaded(string expected, TextFixture fixture, Diagnostic diagnostic)
    {
        var path = diagnostic.Location.Path.RelativeTo(RepoPath.Parse(fixture.Start));
        return path == "Cargo.toml" || expected.Contains($"package {path} ", StringComparison.Ordinal);
    }

    public static Codebase Load(SourceTree tree, string start) =>
        Codebase.Load(tree, new CodebaseOptions { Manifests = [start.Length == 0 ? "Cargo.toml" : $"{start}/Cargo.toml"] }, CancellationToken.None);

    /// <summary>The directories of the members, in order.</summary>
    public static IEnumerable<string> Members(Workspace workspace) => workspace.Members.Select(m => m.Directory.ToString());

    /// <summary>The dependencies of a member.</summary>
    public static IReadOnlyList<Dependency> Of(Workspace workspace, string name) => workspace.Members.Single(m => m.Name == name).Dependencies;

    private static Workspace Agree(Codebase codebase, Func<CargoAnswer?> ask)
    {
        Assert.Empty(codebase.Diagnostics.Select(d => d.ToString()));
        var workspace = Assert.Single(codebase.Workspaces);
        if (ask() is { } cargo)
        {
            Assert.True(cargo.Accepts, $"Cargo refuses what Harness takes:\n{cargo.Complaint}");
            Assert.Equal(CanonicalText.OfCargo(cargo.Json!), CanonicalText.Of(workspace));
        }

        return workspace;
    }

    private static void BothRefuse(string id, string place, Codebase codebase, CargoAnswer? cargo)
    {
        Assert.False(cargo?.Accepts, $"Cargo takes what should be refused with {id} at {place}");
        Assert.Contains($"{place}: {id}", codebase.Diagnostics.Select(d => $"{d.Location}: {d.Descriptor.Id}"));
        Assert.All(codebase.Diagnostics, d => Assert.NotEqual("", d.Help.Trim()));
    }
}
