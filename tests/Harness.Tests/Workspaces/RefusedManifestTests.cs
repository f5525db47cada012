using Xunit;
using static Harness.Tests.Workspaces.Agreement;

namespace Harness.Tests.Workspaces;

/// <summary>What Cargo refuses also where nothing uses it: each is refused at its own line. Each fixture goes to Cargo as well.</summary>
public sealed class RefusedManifestTests
{
    [Theory]
    [InlineData(4, "[workspace.dependencies]\nx = 1")]
    [InlineData(4, "[workspace.dependencies]\nx = { version = 1 }")]
    [InlineData(4, "[workspace.dependencies]\nx = { version = \"1\", features = \"f\" }")]
    [InlineData(4, "[profile.release]\nlto = []")]
    [InlineData(4, "[profile.release]\ndebug = \"none such\"")]
    [InlineData(4, "[profile.release]\npanic = \"none such\"")]
    [InlineData(4, "[profile.release]\nopt-level = \"z3\"")]
    [InlineData(4, "[lib]\ncrate_type = [\"lib\"]")]
    [InlineData(3, "[patch.\"not a url\"]\nx = { path = \"x\" }")]
    [InlineData(5, "[patch.crates-io]\nx = { path = \"x\" }\n[replace]\n\"x:1.0.0\" = { path = \"x\" }")]
    public void What_Cargo_refuses_in_a_manifest_is_refused_at_its_line(int line, string lines) => BothRefuse(
        "HRN0003", $"Cargo.toml:{line}", $"//- Cargo.toml\npackage.name = \"a\"\npackage.edition = \"2024\"\n{lines}\n");
}
