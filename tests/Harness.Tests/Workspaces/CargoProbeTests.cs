using Harness.Testing;
using Harness.Workspaces;
using Xunit;

namespace Harness.Tests.Workspaces;

public sealed class CargoProbeTests
{
    private const string A = "[package]\nname = \"a\"\nedition = \"2021\"\n";
    private const string A2024 = "[package]\nname = \"a\"\nedition = \"2024\"\n";
    private const string InWorkspace = "[workspace]\nmembers = [\"a\"]\n//- a/Cargo.toml\n" + A;

    public static TheoryData<string> Probes { get; } =
    [
        A + "[workspace]\nmembers = [\"c*\"]\nexclude = [\"c2\"]\n//- c1/Cargo.toml\n[package]\nname = \"c1\"\n//- c2/Cargo.toml\n[package]\nname = \"c2\"\n",
        A + "workspace = \".\"\n[workspace]\n",
        "[workspace]\n[dependencies]\nx = \"1\"\n",
        "[workspace]\n[dev_dependencies]\nx = \"1\"\n",
        "x = 1\n",
        "[workspace]\nmembers = [\"a**\"]\n",
        "[workspace]\nmembers = [\"a/Cargo.toml\"]\n//- a/Cargo.toml\n" + A,
        "[workspace]\nmembers = [\"m*\"]\n//- m1/x\n",
        "[workspace]\nmembers = [\"m[!2-9]\", \"**/z?\"]\n//- m1/Cargo.toml\n[package]\nname = \"m1\"\n//- .d/zz/Cargo.toml\n[package]\nname = \"zz\"\n",
        "[workspace]\nmembers = [\"missing\"]\n",
        "[workspace]\nmembers = [\"a\"]\nexclude = [\"a/b\"]\n//- a/Cargo.toml\n" + A + "[dependencies]\nb = { path = \"b\" }\n//- a/b/Cargo.toml\n[package]\nname = \"b\"\n",
        A + "[workspace]\n[dependencies]\nb = { path = \"b\" }\n//- b/Cargo.toml\n[package]\nname = \"b\"\n[workspace]\n",
        A + "[dependencies]\nb = { path = \"b\" }\n//- b/Cargo.toml\n[package]\nname = \"b\"\n",
        A + "[target.'cfg( target_os=\"x\" )'.dependencies]\nx = \"1.*\"\n[target.'cfg(all(unix, not(any(a,b,))))'.dev-dependencies]\ny = \"=1.2, <3\"\n",
        A + "[target.'cfg(unix'.dependencies]\nx = \"1\"\n",
        A + "[target.'cfg(unix x)'.dependencies]\nx = \"1\"\n",
        A + "[dev_dependencies]\nx = \"1\"\n[dev-dependencies]\ny = \"1\"\n",
        A2024 + "[dev_dependencies]\nx = \"1\"\n",
        A2024 + "[dependencies]\nx = { version = \"1\", default_features = false }\n",
        A + "[dependencies]\nx = { git = \"https://h/x\", path = \"x\" }\n",
        A + "[dependencies]\nx = { git = \"https://GitHub.com\", tag = \"v 1\" }\ny = { package = \"y\", version = \">= 1 , < 2\" }\n",
        A + "[dependencies]\nx = { git = \"git@github.com:a/b\" }\n",
        A + "[dependencies]\nx = {}\n",
        A + "[dependencies]\nx = \"\"\n",
        A + "[dependencies]\nx = \"1.x\"\ny = \"*\"\nz = \"1.2.3-a.1+b\"\nw = \"1.*.*\"\nv = \"^1.*\"\n",
        A + "[dependencies]\nx = \"01\"\n",
        A + "[dependencies]\nx = { version = \"1\", optional = true }\n[features]\nf = [\"x\"]\n",
        A + "[dependencies]\nx = { version = \"1\", optional = true }\n[features]\nf = [\"dep:x\", \"x\"]\n",
        A + "[dependencies]\nx = { version = \"1\", optional = true }\n[features]\nf = [\"dep:x/y\"]\n",
        A + "[dependencies]\nx = \"1\"\n[features]\nf = [\"x?/y\"]\n",
        A + "[dependencies]\nx = \"1\"\n[features]\nf = [\"x/y\", \"g\"]\ng = []\n",
        A + "[dependencies]\nx = { version = \"1\", optional = true }\n[features]\nx = []\n",
        A + "[dev-dependencies]\nx = { version = \"1\", optional = true }\n",
        A + "[dependencies]\na = { path = \"\" }\n",
        A + "[dependencies]\nx = { version = \"1\", artifact = \"bin\" }\n",
        A + "[dependencies]\nx = \"1\"\n[build-dependencies]\nx = { git = \"https://h/x\" }\n",
        InWorkspace + "[dependencies]\nx.workspace = true\n",
        InWorkspace + "[dependencies]\nx = { workspace = false, version = \"1\" }\n",
        InWorkspace + "[dependencies]\nx = { workspace = \"true\" }\n",
        "[workspace]\nmembers = [\"a\"]\n[workspace.dependencies]\nx = { version = \"1\", features = [\"p\"], default-features = false }\nb = { path = \"b\", package = \"bb\" }\n[workspace.package]\nversion = \"1.2.3\"\n//- a/Cargo.toml\n"
            + A + "version.workspace = true\n[dependencies]\nx = { workspace = true, features = [\"q\"], optional = true, default-features = true }\nb = { workspace = true, path = \"nowhere\" }\n//- b/Cargo.toml\n[package]\nname = \"bb\"\n",
        "[workspace]\nmembers = [\"a\"]\n[workspace.dependencies]\nx = { version = \"1\" }\n//- a/Cargo.toml\n" + A2024 + "[dependencies]\nx = { workspace = true, default-features = false }\n",
        "[workspace]\nmembers = [\"a\"]\n[workspace.dependencies]\nx = { version = \"1\", optional = true }\n//- a/Cargo.toml\n" + A,
        InWorkspace + "version.workspace = true\n",
        InWorkspace + "[lints]\nworkspace = true\n",
        "[workspace]\nmembers = [\"a\", \"b\"]\ndefault-members = [\"b\"]\n//- a/Cargo.toml\n" + A + "//- b/Cargo.toml\n[package]\nname = \"a\"\n",
        "[workspace]\nmembers = [\"a\"]\ndefault-members = [\"b\"]\n//- a/Cargo.toml\n" + A,
        "[project]\nname = \"a\"\n",
        "[project]\nname = \"a\"\nedition = \"2024\"\n",
        "[package]\nname = \"1a\"\n",
        "[package]\nname = \"ñandú\"\nversion = \"1.0\"\n",
        "[package]\nname = \"ñandú\"\nversion = \"1.0.0+b\"\n",
        A + "exclude = 1\n",
        A + "[[bin]]\nname = \"x\"\n",
        A + "links = \"z\"\n",
    ];

    [Theory]
    [MemberData(nameof(Probes))]
    public void A_probe_is_understood_or_refused_as_by_cargo(string manifest)
    {
        var cargo = CargoOracle.Find();
        Assert.SkipWhen(cargo is null, CargoOracle.Absent);
        var fixture = TextFixture.Crates("//- Cargo.toml\n" + manifest);
        var answer = cargo.Ask(fixture);
        var codebase = Codebase.Load(fixture.ToTree(), new CodebaseOptions(), TestContext.Current.CancellationToken);
        var found = string.Join('\n', codebase.Diagnostics.Select(d => d.ToString()));
        Assert.True(answer.Accepts == codebase.Diagnostics.IsEmpty, $"cargo: {answer.Complaint}\nfound: {found}");
        if (answer.Json is { } json)
        {
            Assert.Equal(CanonicalText.OfCargo(json), CanonicalText.Of(Assert.Single(codebase.Workspaces)));
        }
    }
}
