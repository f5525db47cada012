using Harness.Rights;
using Harness.Text;
using Harness.Toml;
using Harness.Trees;
using Xunit;

namespace Harness.Tests.Rights;

public sealed class DependencyNameTests
{
    [Theory]
    [InlineData("[dependencies]\nb = \"1\"\n", "dependencies b", "b")]
    [InlineData("[dependencies]\nb = { version = \"1\", path = \"../b\" }\n", "dependencies b version", "b by path")]
    [InlineData("[dependencies]\nx = { version = \"1\", package = \"b\" }\n", "dependencies x version", "b")]
    [InlineData("[dependencies]\nx = { version = \"1\", package = \"b\", path = \"../b\" }\n", "dependencies x version", "b by path")]
    [InlineData("[dev-dependencies]\nb = \"1\"\n", "dev-dependencies b", "b")]
    [InlineData("[build-dependencies]\nb = \"1\"\n", "build-dependencies b", "b")]
    [InlineData("[dev_dependencies]\nb = \"1\"\n", "dev_dependencies b", "b")]
    [InlineData("[build_dependencies]\nb = \"1\"\n", "build_dependencies b", "b")]
    [InlineData("[workspace.dependencies]\nx = { version = \"1\", package = \"b\" }\n", "workspace dependencies x version", "b")]
    [InlineData("[target.'cfg(unix)'.dependencies]\nx = { version = \"1\", package = \"b\" }\n", "target cfg(unix) dependencies x version", "b")]
    [InlineData("[target.'cfg(unix)'.dev-dependencies]\nb = \"1\"\n", "target cfg(unix) dev-dependencies b", "b")]
    [InlineData("[target.'cfg(unix)'.dependencies]\n", "target cfg(unix) dependencies", null)]
    [InlineData("[target.'cfg(unix)'.features]\nb = \"1\"\n", "target cfg(unix) features b", null)]
    [InlineData("[workspace.metadata]\nb = \"1\"\n", "workspace metadata b", null)]
    [InlineData("[dependencies]\n", "dependencies", null)]
    [InlineData("[package]\nversion = \"1\"\n", "package version", null)]
    public void A_dependency_is_known_by_the_package_that_it_asks_for(string manifest, string keys, string? package)
    {
        var root = TomlDocument.Parse(SourceText.From(RepoPath.Parse("Cargo.toml"), manifest)).Value;

        var name = DependencyName.Find([.. keys.Split(' ')], root);

        Assert.Equal(package, name is { } found ? found.Package + (found.HasPath ? " by path" : "") : null);
    }
}
